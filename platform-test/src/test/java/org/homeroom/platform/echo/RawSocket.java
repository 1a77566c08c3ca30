package org.homeroom.platform.echo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/// A client that writes frames byte by byte (RFC 6455, section 5.2), as no library lets one.
final class RawSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    final List<String> texts = new ArrayList<>();

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /// Connects and does not wait for `hello`.
    static RawSocket open(URI url, String token) throws IOException {
        var raw = new RawSocket(new Socket(url.getHost(), url.getPort()));
        raw.out.write(
                """
                GET %s HTTP/1.1\r
                Host: %s:%d\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: bearer-token-carrier, %s\r
                \r
                """
                        .formatted(
                                url.getPath(),
                                url.getHost(),
                                url.getPort(),
                                URLEncoder.encode(
                                                "quarkus-http-upgrade#Authorization#Bearer "
                                                        + token,
                                                UTF_8)
                                        .replace("+", "%20"))
                        .getBytes(ISO_8859_1));
        raw.out.flush();
        var status = raw.line();
        if (!status.startsWith("HTTP/1.1 101")) {
            throw new IOException(status);
        }
        while (!raw.line().isEmpty()) {}
        return raw;
    }

    @SuppressWarnings("deprecation") // a header is Latin-1, which is what this reads
    private String line() throws IOException {
        return in.readLine();
    }

    /// @param payload masked with zeros, which leaves it as it is
    void frame(boolean last, int opcode, byte[] payload) throws IOException {
        out.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            out.write(0x80 | 126);
            out.writeShort(payload.length);
        } else {
            out.write(0x80 | 127);
            out.writeLong(payload.length);
        }
        out.writeInt(0);
        out.write(payload);
    }

    void unmasked(byte[] payload) throws IOException {
        out.write(0x80 | TEXT);
        out.write(payload.length);
        out.write(payload);
    }

    void text(String text) throws IOException {
        frame(true, TEXT, text.getBytes(UTF_8));
    }

    void flush() throws IOException {
        out.flush();
    }

    /// Reads text messages into [#texts] until the server closes.
    ///
    /// @return the close code; 1006 if the connection ended without one
    int closeCode() throws IOException {
        try {
            while (true) {
                texts.add(nextText());
            }
        } catch (Closed closed) {
            return closed.code;
        } catch (EOFException | SocketException ended) {
            return 1006;
        }
    }

    /// One text message; an answer of ours may come in many frames.
    ///
    /// @throws Closed if a close frame comes instead
    String nextText() throws IOException {
        var message = new ByteArrayOutputStream();
        while (true) {
            var first = in.readUnsignedByte();
            var length = (long) in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            var payload = in.readNBytes(Math.toIntExact(length));
            if ((first & 15) == CLOSE) {
                throw new Closed(
                        payload.length < 2 ? 1005 : (payload[0] & 255) << 8 | payload[1] & 255);
            }
            message.writeBytes(payload);
            if ((first & 0x80) != 0) {
                return message.toString(UTF_8);
            }
        }
    }

    private static final class Closed extends IOException {
        private static final long serialVersionUID = 1;

        final int code;

        Closed(int code) {
            super("closed with " + code);
            this.code = code;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
