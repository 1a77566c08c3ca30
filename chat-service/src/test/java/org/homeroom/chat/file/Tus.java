package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.FileId;

/// Somebody who uploads, and looks at files.
public record Tus(Person person) {
    static final String CHUNK = "application/offset+octet-stream";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static URI at(String path) {
        return URI.create("http://localhost:" + RestAssured.port).resolve(path);
    }

    public static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(at(path))
                .header("Tus-Resumable", "1.0.0")
                .header("Authorization", "Bearer " + person.token());
    }

    static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    static String metadata(String name) {
        return "filename " + Base64.getEncoder().encodeToString(name.getBytes(UTF_8));
    }

    HttpResponse<byte[]> begin(String name, long length) {
        return send(
                request("/api/files")
                        .header("Upload-Length", Long.toString(length))
                        .header("Upload-Metadata", metadata(name))
                        .POST(BodyPublishers.noBody()));
    }

    /// The path of a new upload.
    String begun(String name, long length) {
        return header(expect(201, begin(name, length)), "Location");
    }

    HttpResponse<byte[]> patch(String upload, long offset, byte[] bytes) {
        return send(
                request(upload)
                        .header("Upload-Offset", Long.toString(offset))
                        .header("Content-Type", CHUNK)
                        .method("PATCH", BodyPublishers.ofByteArray(bytes)));
    }

    HttpResponse<byte[]> head(String upload) {
        return send(request(upload).method("HEAD", BodyPublishers.noBody()));
    }

    long offset(String upload) {
        return Long.parseLong(header(expect(200, head(upload)), "Upload-Offset"));
    }

    HttpResponse<byte[]> remove(String upload) {
        return send(request(upload).DELETE());
    }

    /// A file that is ready to be sent.
    public FileId upload(String name, byte[] bytes) {
        var upload = begun(name, bytes.length);
        if (bytes.length > 0) {
            expect(204, patch(upload, 0, bytes));
        }
        return id(upload);
    }

    static FileId id(String upload) {
        return FileId.fromString(upload.substring(upload.lastIndexOf('/') + 1));
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path).GET());
    }

    JsonNode file(FileId id) {
        return json(expect(200, get("/api/files/" + id)));
    }

    /// The addresses of those that they may see.
    List<JsonNode> addresses(FileId... files) {
        var body = new StringBuilder("{\"files\":[");
        for (var i = 0; i < files.length; i++) {
            body.append(i == 0 ? "\"" : ",\"").append(files[i]).append('"');
        }
        var answer =
                send(
                        request("/api/files/addresses")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body + "]}")));
        return json(expect(200, answer)).findValue("addresses").valueStream().toList();
    }

    String content(FileId file) {
        return addresses(file).getFirst().path("content").asText();
    }

    /// As a browser does it, without a token.
    public static HttpResponse<byte[]> fetch(String address, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(at(address));
        headers.forEach(request::header);
        return send(request.GET());
    }

    public static HttpResponse<byte[]> fetch(String address) {
        return fetch(address, Map.of());
    }

    public static HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(
                    "%d %s".formatted(answer.statusCode(), new String(answer.body(), UTF_8)));
        }
        return answer;
    }

    public static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return Classroom.json(new String(answer.body(), UTF_8));
    }

    /// The slug of a refusal of this status.
    public static String problem(int status, HttpResponse<byte[]> answer) {
        return Classroom.slug(json(expect(status, answer)).path("type").asText());
    }

    /// Sends the head of a `PATCH` and some of its body, and hangs up without a word.
    ///
    /// @param arrived returns when the body has come so far
    void breakOff(
            int port, String upload, long offset, long announced, byte[] sent, Runnable arrived) {
        try (var socket = beginPatch(port, upload, offset, announced)) {
            write(socket.getOutputStream(), sent);
            arrived.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Socket beginPatch(int port, String upload, long offset, long announced) throws IOException {
        var socket = new Socket("localhost", port);
        var head =
                """
                PATCH %s HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Tus-Resumable: 1.0.0
                Content-Type: %s
                Upload-Offset: %d
                Content-Length: %d

                """
                        .formatted(upload, person.token(), CHUNK, offset, announced);
        write(socket.getOutputStream(), head.replace("\n", "\r\n").getBytes(ISO_8859_1));
        return socket;
    }

    static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
