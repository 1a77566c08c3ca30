package org.homeroom.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.homeroom.engine.dtls.DtlsIdentity;
import org.homeroom.engine.net.UdpPort;
import org.homeroom.engine.sdp.Direction;
import org.homeroom.engine.sdp.IceCredentials;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.Negotiation;
import org.homeroom.engine.sdp.SdpReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What time does to a line, by a clock of the test's own.
class TransportTest implements Transport.Listener {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<InetSocketAddress> paths = new ArrayList<>();
    private UdpPort port;
    private Transport line;

    @BeforeEach
    void open() throws IOException {
        port = UdpPort.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var identity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
        var local =
                new Negotiation.Local(
                        "- 1 1 IN IP4 0.0.0.0",
                        new IceCredentials("fragment", "p".repeat(24)),
                        identity.fingerprint(),
                        "test",
                        new AtomicLong(2)::getAndIncrement,
                        Direction.SENDRECV);
        String offer;
        try (var resource = getClass().getResourceAsStream("/sdp/03-bob-sub.offer.sdp")) {
            offer = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
        var read = ((SdpReader.Read) SdpReader.read(offer)).description();
        var agreed = ((Negotiation.Agreed) Negotiation.answer(read, local)).agreement();
        line = new Transport(agreed, identity, port, new Random(1), 1_000_000, this, 0);
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        port.close();
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// RFC 7675, section 5.1.
    @Test
    void whoHasSaidNothingForHalfAMinuteIsGone() {
        assertThat(line.isGone(30 * SECOND)).isFalse();
        line.checked(at(1), false, 30 * SECOND);

        assertThat(line.isGone(60 * SECOND)).isFalse();
        assertThat(line.isGone(60 * SECOND + 1)).isTrue();
        line.checked(at(1), false, 61 * SECOND);
        assertThat(line.isGone(62 * SECOND)).isFalse();
    }

    @Test
    void anAddressIsHeldWhileThePeerIsThere() {
        line.checked(at(1), true, SECOND);
        line.checked(at(2), false, SECOND);

        assertThat(line.isAt(at(1), 6 * SECOND)).isTrue();
        assertThat(line.isAt(at(2), 6 * SECOND)).as("it is only a way there").isFalse();
        assertThat(line.isAt(at(1), 7 * SECOND)).as("it was silent").isFalse();
    }

    @Test
    void aPathThatIsChosenTakesTheOthersPlace() {
        assertThat(line.checked(at(1), false, 0)).isEmpty();
        assertThat(line.checked(at(2), false, 0)).isEmpty();
        assertThat(line.checked(at(2), true, 0)).containsExactly(at(1));
        assertThat(paths).containsExactly(at(1), at(2));
        assertThat(line.remote()).contains(at(2));
    }

    @Test
    void noMoreThanSixteenOtherWaysAreKnown() {
        line.checked(at(1), true, 0);
        for (int other = 2; other < 18; other++) {
            assertThat(line.checked(at(other), false, 0)).isEmpty();
        }
        assertThat(line.checked(at(2), false, 0)).as("known").isEmpty();
        assertThat(line.checked(at(18), false, 0))
                .as("the one of longest ago")
                .containsExactly(at(3));
        assertThat(line.remote()).contains(at(1));
    }

    @Override
    public void pathChanged(InetSocketAddress to, boolean isNominated) {
        paths.add(to);
    }

    @Override
    public void secured() {}

    @Override
    public void flowChanged(Kind kind, boolean isSent, boolean isFlowing) {}

    @Override
    public void ended() {}
}
