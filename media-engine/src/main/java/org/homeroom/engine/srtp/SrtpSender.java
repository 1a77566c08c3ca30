package org.homeroom.engine.srtp;

import java.util.HashMap;
import java.util.Map;
import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.rtp.SequenceCounter;
import org.homeroom.engine.wire.Bytes;

/// Seals the packets that go to one peer. One thread at a time.
public final class SrtpSender {
    /// By how much at most a sealed packet is longer: a tag and a control packet's index.
    public static final int MOST_ADDED = 20;

    private final PacketCipher media;
    private final PacketCipher control;
    private final Map<Integer, SequenceCounter> sources = new HashMap<>();
    private int controlIndex;

    /// @param key and salt of the lengths that the profile says
    public SrtpSender(Profile profile, byte[] key, byte[] salt) {
        media = PacketCipher.of(profile, SessionKeys.ofMedia(profile, key, salt));
        control = PacketCipher.of(profile, SessionKeys.ofControl(profile, key, salt));
    }

    /// Seals an RTP packet in place.
    ///
    /// @param packet well formed, with room for {@link #MOST_ADDED} bytes behind its end
    /// @return its length now
    public int seal(byte[] packet, int length) {
        int ssrc = Rtp.ssrc(packet);
        long index =
                sources.computeIfAbsent(ssrc, first -> new SequenceCounter())
                        .advance(Rtp.sequence(packet));
        return media.sealMedia(packet, Rtp.headerLength(packet, length), length, ssrc, index);
    }

    /// Seals a compound RTCP packet in place.
    ///
    /// @param packet with room for {@link #MOST_ADDED} bytes behind its end
    /// @return its length now
    public int sealControl(byte[] packet, int length) {
        int index = controlIndex;
        controlIndex = index + 1 & Integer.MAX_VALUE;
        return control.sealControl(packet, length, Bytes.i32(packet, 4), index);
    }
}
