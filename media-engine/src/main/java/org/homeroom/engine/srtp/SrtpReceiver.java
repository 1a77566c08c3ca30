package org.homeroom.engine.srtp;

import java.util.HashMap;
import java.util.Map;
import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.rtp.SequenceCounter;
import org.homeroom.engine.wire.Bytes;

/// Opens the packets that come from one peer. What is forged, came before or is no packet changes
/// nothing. One thread at a time.
public final class SrtpReceiver {
    /// More than a peer has tracks, fewer than would cost anybody anything.
    static final int MOST_SOURCES = 64;

    private final PacketCipher media;
    private final PacketCipher control;
    private final Map<Integer, ReplayWindow> sources = new HashMap<>();
    private final ReplayWindow controls = new ReplayWindow();

    /// @param key and salt of the lengths that the profile says
    public SrtpReceiver(Profile profile, byte[] key, byte[] salt) {
        media = PacketCipher.of(profile, SessionKeys.ofMedia(profile, key, salt));
        control = PacketCipher.of(profile, SessionKeys.ofControl(profile, key, salt));
    }

    /// Opens an RTP packet in place.
    ///
    /// @return its length now, -1 for one that is to be dropped
    public int open(byte[] packet, int length) {
        int header = Rtp.headerLength(packet, length);
        if (header < 0) {
            return -1;
        }
        int ssrc = Rtp.ssrc(packet);
        var known = sources.get(ssrc);
        if (known == null && sources.size() == MOST_SOURCES) {
            return -1;
        }
        var window = known == null ? new ReplayWindow() : known;
        long index = SequenceCounter.nearest(window.highest(), Rtp.sequence(packet));
        if (index < 0 || window.has(index)) {
            return -1;
        }
        int opened = media.openMedia(packet, header, length, ssrc, index);
        if (opened < 0) {
            return -1;
        }
        window.add(index);
        if (known == null) {
            sources.put(ssrc, window);
        }
        return opened;
    }

    /// Opens a compound RTCP packet in place.
    ///
    /// @return its length now, -1 for one that is to be dropped
    public int openControl(byte[] packet, int length) {
        if (length < control.leastControl()) {
            return -1;
        }
        long index = Bytes.i32(packet, control.indexAt(length)) & Integer.MAX_VALUE;
        if (controls.has(index)) {
            return -1;
        }
        int opened = control.openControl(packet, length);
        if (opened >= 0) {
            controls.add(index);
        }
        return opened;
    }
}
