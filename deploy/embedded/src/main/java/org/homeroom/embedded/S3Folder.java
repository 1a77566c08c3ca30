package org.homeroom.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/// An S3 server over a folder, on the loopback interface: a bucket is a sub-folder, an object a
/// file in it.
///
/// Needs this module's optional dependencies (s3proxy and what it stands on) on the class path. It
/// checks signatures (AWS V2 and V4), and takes path-style addresses only. A client of the AWS SDK
/// for Java sets checksum calculation and validation to `WHEN_REQUIRED`.
public final class S3Folder implements AutoCloseable {
    private final BlobStoreContext context;
    private final S3Proxy server;

    private S3Folder(BlobStoreContext context, S3Proxy server) {
        this.context = context;
        this.server = server;
    }

    /// Starts a server and returns when it answers.
    ///
    /// @param home where the objects are, and stay
    /// @param port TCP port, or 0 for any free one
    /// @param accessKey who may come in; one account, all rights
    /// @param secretKey what requests are signed with
    /// @throws EmbeddedException if the port is in use or the folder cannot be written
    public static S3Folder start(Path home, int port, String accessKey, String secretKey) {
        if (port != 0) {
            Ports.requireFree("The S3 server", port);
        }
        BlobStoreContext context = null;
        try {
            Files.createDirectories(home);
            var settings = new Properties();
            settings.setProperty(
                    "jclouds.filesystem.basedir", home.toAbsolutePath().normalize().toString());
            // Named by its class: a look-up by name would load the clients of every cloud.
            context =
                    ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                            .overrides(settings)
                            .credentials(accessKey, secretKey)
                            .buildView(BlobStoreContext.class);
            var server =
                    S3Proxy.builder()
                            .blobStore(context.getBlobStore())
                            .endpoint(URI.create("http://%s:%d".formatted(Ports.LOOPBACK, port)))
                            .awsAuthentication(
                                    AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                            .jettyMaxThreads(16)
                            .build();
            server.start();
            return new S3Folder(context, server);
        } catch (Exception e) {
            // Jetty declares no narrower type for "cannot bind".
            if (context != null) {
                context.close();
            }
            throw new EmbeddedException(
                    "The S3 server cannot start: %s.".formatted(e.getMessage()), e);
        }
    }

    /// Makes a bucket, or does nothing if it exists.
    public void createBucket(String name) {
        BlobStore store = context.getBlobStore();
        store.createContainerInLocation(null, name);
    }

    /// `http://127.0.0.1:<port>`.
    public URI endpoint() {
        return URI.create("http://%s:%d".formatted(Ports.LOOPBACK, server.getPort()));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new EmbeddedException("The S3 server did not stop cleanly.", e);
        } finally {
            context.close();
        }
    }
}
