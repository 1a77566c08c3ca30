package org.homeroom.platform.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.homeroom.embedded.S3Folder;

/// The S3 server of the tests, which one of them takes down for a while. It keeps its port and its
/// objects.
///
/// It has a class loader of its own: it stands on Guice 7, and Quarkus' tests bring Guice 5 along.
public final class ObjectServer {
    public static final String BUCKET = "homeroom-test";
    public static final String KEY = "homeroom";
    public static final String SECRET = "a secret of tests";

    private static final ClassLoader CLASSES = classes();

    private final Path folder;
    private final URI url;
    private AutoCloseable server;

    public ObjectServer(Path folder) {
        this.folder = folder;
        this.server = start(0);
        this.url = (URI) call("endpoint");
        call("createBucket", BUCKET);
    }

    private static ClassLoader classes() {
        var path = System.getProperty("java.class.path").split(File.pathSeparator);
        return new URLClassLoader(
                Arrays.stream(path)
                        .filter(entry -> !entry.contains("guice-5"))
                        .map(ObjectServer::url)
                        .toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private AutoCloseable start(int port) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        // Threads that it starts inherit it, and load classes long after.
        thread.setContextClassLoader(CLASSES);
        try {
            return (AutoCloseable)
                    Class.forName(S3Folder.class.getName(), true, CLASSES)
                            .getMethod("start", Path.class, int.class, String.class, String.class)
                            .invoke(null, folder, port, KEY, SECRET);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Object call(String method, String... arguments) {
        try {
            return server.getClass()
                    .getMethod(
                            method,
                            Arrays.stream(arguments).map(String::getClass).toArray(Class<?>[]::new))
                    .invoke(server, (Object[]) arguments);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public URI url() {
        return url;
    }

    public void stop() {
        try {
            server.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    public void startAgain() {
        server = start(url.getPort());
    }

    /// The keys of all objects that begin so.
    public List<String> keys(String prefix) {
        var bucket = folder.resolve(BUCKET);
        try (var files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
