package org.homeroom.engine.rpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What stands between a client and the engine, and breaks when the test says so.
final class TestCable implements AutoCloseable {
    private final ServerSocket listening =
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    TestCable(int to) throws IOException {
        this.to = to;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), to);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> carry(client, server));
                Thread.ofVirtual().start(() -> carry(server, client));
            }
        } catch (IOException closed) {
            // as it should be
        }
    }

    private void carry(Socket from, Socket into) {
        try (from;
                into) {
            from.getInputStream().transferTo(into.getOutputStream());
        } catch (IOException broken) {
            // as it should be
        }
    }

    /// All that are open are cut; new ones are carried.
    void breaks() {
        for (var socket : open) {
            try {
                socket.close();
            } catch (IOException broken) {
                // it is what was wanted
            }
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        breaks();
    }
}
