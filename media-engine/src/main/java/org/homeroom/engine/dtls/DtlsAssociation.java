package org.homeroom.engine.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsPeer;
import org.homeroom.engine.srtp.Profile;
import org.homeroom.engine.srtp.SrtpReceiver;
import org.homeroom.engine.srtp.SrtpSender;

/// DTLS 1.2 with one peer. The handshake runs on a thread of its own (a virtual one) and is fed by
/// a queue; once it is done that thread waits for the peer's goodbye and does nothing else.
///
/// Datagrams must come only from an address that has proved to be the peer's (a signed connectivity
/// check): the answer to a first flight is longer than it.
public final class DtlsAssociation {
    /// Of a handshake's flights there are a handful; whoever sends more at once has them dropped.
    private static final int MOST_WAITING = 64;

    /// In bytes, of one datagram.
    private static final int MOST_RECEIVED = 2048;

    /// In bytes: an IPv6 path carries 1280 of which the headers take 48.
    private static final int MOST_SENT = 1200;

    private static final String CLOSED_HERE = "closed here";

    /// Which side begins (RFC 8842, section 5.3: `a=setup`).
    public enum Role {
        CLIENT,
        SERVER
    }

    /// Where datagrams go to.
    @FunctionalInterface
    public interface Line {
        /// Is called on the association's thread; the bytes are valid only during the call.
        void send(byte[] bytes, int offset, int length);
    }

    /// What comes of it, told on the association's thread: {@link #established} at most once, and
    /// in the end {@link #ended} once.
    public interface Listener {
        void established(SrtpSender sender, SrtpReceiver receiver);

        /// Nothing comes any more.
        ///
        /// @param reason for logs; never a secret
        void ended(String reason);
    }

    private final Role role;
    private final DtlsIdentity own;
    private final Fingerprint peer;
    private final Line line;
    private final Listener listener;
    private final BlockingQueue<byte[]> received = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean closing;

    /// By the library: after a goodbye, and after an alert that ends all. Of its thread.
    private boolean isOver;

    private Runnable agreed = () -> {};

    /// @param peer whose certificate alone is accepted
    public DtlsAssociation(
            Role role, DtlsIdentity own, Fingerprint peer, Line line, Listener listener) {
        this.role = role;
        this.own = own;
        this.peer = peer;
        this.line = line;
        this.listener = listener;
    }

    /// Begins the handshake, once.
    public void begin() {
        if (begun.compareAndSet(false, true)) {
            Thread.ofVirtual().name("dtls").start(this::run);
        }
    }

    /// Takes a datagram, which is copied; drops it where too many wait.
    public void receive(byte[] bytes, int length) {
        if (length <= MOST_RECEIVED) {
            received.offer(Arrays.copyOf(bytes, length));
        }
    }

    /// Says goodbye, where there is somebody to say it to, and ends.
    public void close() {
        closing = true;
        if (begun.compareAndSet(false, true)) {
            listener.ended(CLOSED_HERE);
            return;
        }
        // wakes who waits; where the queue is full nobody does
        received.offer(new byte[0]);
    }

    private void run() {
        String reason = CLOSED_HERE;
        try {
            var datagrams = new Datagrams();
            var transport =
                    switch (role) {
                        case CLIENT ->
                                new DTLSClientProtocol()
                                        .connect(
                                                new DtlsPeers.Client(own, peer, this::agreed),
                                                datagrams);
                        case SERVER ->
                                new DTLSServerProtocol()
                                        .accept(
                                                new DtlsPeers.Server(own, peer, this::agreed),
                                                datagrams);
                    };
            agreed.run();
            waitForGoodbye(transport);
            reason = isOver ? "closed by the peer" : CLOSED_HERE;
            transport.close();
        } catch (IOException | RuntimeException refused) {
            // whatever the library says of what came over the line: this peer's end and nobody
            // else's
            reason = closing ? reason : String.valueOf(refused.getMessage());
        } finally {
            listener.ended(reason);
        }
    }

    /// Serves the peer's last flight again, should it not have heard ours, until it says goodbye.
    private void waitForGoodbye(DTLSTransport transport) throws IOException {
        byte[] nothing = new byte[MOST_RECEIVED];
        try {
            while (!closing && !isOver) {
                transport.receive(nothing, 0, nothing.length, (int) TimeUnit.MINUTES.toMillis(1));
            }
        } catch (InterruptedIOException closed) {
            // the one exception after which the library lets the association go on: to say goodbye
        }
    }

    /// Keeps the keys until the last flight is through: who closes before is in a handshake, and
    /// has nothing to say goodbye to.
    ///
    /// RFC 5764, section 4.2: key of the client, of the server, salt of the client, of the server.
    private void agreed(Profile profile, byte[] material) {
        int key = profile.keyLength();
        int salt = profile.saltLength();
        byte[] clientKey = Arrays.copyOfRange(material, 0, key);
        byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * key + 2 * salt);
        agreed =
                switch (role) {
                    case CLIENT ->
                            () ->
                                    listener.established(
                                            new SrtpSender(profile, clientKey, clientSalt),
                                            new SrtpReceiver(profile, serverKey, serverSalt));
                    case SERVER ->
                            () ->
                                    listener.established(
                                            new SrtpSender(profile, serverKey, serverSalt),
                                            new SrtpReceiver(profile, clientKey, clientSalt));
                };
    }

    /// The library's end of the line.
    private final class Datagrams implements DatagramTransport {
        private final FlightOrder order = new FlightOrder();

        @Override
        public int getReceiveLimit() {
            return MOST_RECEIVED;
        }

        @Override
        public int getSendLimit() {
            return MOST_SENT;
        }

        @Override
        public int receive(byte[] to, int offset, int length, int waitMillis) throws IOException {
            try {
                byte[] datagram =
                        isOver
                                ? null
                                : received.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
                if (closing || isOver) {
                    throw new InterruptedIOException(CLOSED_HERE);
                }
                if (datagram == null) {
                    return -1;
                }
                int allowed = role == Role.SERVER ? order.allowed(datagram) : datagram.length;
                int size = Math.min(length, allowed);
                System.arraycopy(datagram, 0, to, offset, size);
                return size;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", stopped);
            }
        }

        @Override
        public void send(byte[] bytes, int offset, int length) {
            line.send(bytes, offset, length);
        }

        @Override
        public void close() {
            isOver = true;
        }
    }

    /// Told when the handshake is done.
    @FunctionalInterface
    interface Agreement {
        /// Takes the keys.
        ///
        /// @param material as long as two keys and two salts
        void reached(Profile profile, byte[] material);
    }

    /// In milliseconds; for {@link TlsPeer#getHandshakeTimeoutMillis}: as long as a connectivity
    /// check is good for (RFC 7675, section 5.1).
    static final int PATIENCE = 30_000;

    /// In milliseconds. RFC 6347, section 4.2.4.1 advises 1 s for lines of which nothing is known;
    /// of these the checks have just come through.
    static final int RESEND_AFTER = 100;
}
