package org.homeroom.engine.forward;

import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.rtp.SequenceCounter;
import org.homeroom.engine.rtp.Vp8Payload;

/// Makes one stream, for one who watches, of what comes from one source after another, or from one
/// with pauses: its numbers go on without a gap, its time goes on with the clock, and it is
/// another's only in pictures that need none before them. Who watches need not be told.
final class Rewriter {
    private static final long NANOS = 1_000_000_000;
    private static final int PICTURE_IDS = 1 << 15;
    private static final int LAYER_PICTURES = 1 << 8;

    private final int ssrc;
    private final int clockRate;
    private final boolean needsKeyFrame;

    /// What the next source begins with.
    private long nextIndex;

    private int lastTimestamp;
    private long lastAt;
    private boolean hasSent;
    private int nextPicture;
    private int nextLayerPicture;

    private boolean isWaiting = true;

    /// The source's first packet that is in the stream, and by how much its numbers differ there.
    private long firstIndex;

    private long indexOffset;
    private int timestampOffset;
    private int pictureOffset;
    private int layerOffset;
    private long newestIndex;

    /// @param needsKeyFrame whether a source may only be begun in a picture that needs none before
    ///   it
    /// @param firstSequence 0-32767, so that it does not go round before the other side has seen it
    Rewriter(
            int ssrc, int clockRate, boolean needsKeyFrame, int firstSequence, int firstTimestamp) {
        this.ssrc = ssrc;
        this.clockRate = clockRate;
        this.needsKeyFrame = needsKeyFrame;
        this.nextIndex = firstSequence;
        this.lastTimestamp = firstTimestamp;
    }

    /// From here on packets are of another source, or of the same after a pause.
    void begin() {
        isWaiting = true;
    }

    /// Whether nothing is sent until a picture comes that needs none before it.
    boolean isWaiting() {
        return isWaiting && needsKeyFrame;
    }

    /// Changes a copy of a source's packet into one of the stream.
    ///
    /// @param payloadType that its format has in the stream
    /// @param index of the packet at its source
    /// @param isKeyFrame whether it begins a picture that needs none before it
    /// @param vp8 what was read of its payload; it is passed over where there is no picture id
    /// @return its number in the stream; -1 for one that is not in it
    long rewrite(
            byte[] packet,
            int payloadType,
            long index,
            boolean isKeyFrame,
            Vp8Payload vp8,
            long now) {
        if (isWaiting) {
            if (needsKeyFrame && !isKeyFrame) {
                return -1;
            }
            take(packet, index, vp8, now);
        } else if (index < firstIndex) {
            // late, of a time in which others were sent
            return -1;
        }
        int timestamp = Rtp.timestamp(packet) + timestampOffset;
        long number = index + indexOffset;
        Rtp.setSsrc(packet, ssrc);
        Rtp.setPayloadType(packet, payloadType);
        Rtp.setSequence(packet, (int) number);
        Rtp.setTimestamp(packet, timestamp);
        if (vp8.pictureIdBits() > 0) {
            vp8.setPictureId(packet, vp8.pictureId(packet) + pictureOffset & PICTURE_IDS - 1);
        }
        if (vp8.hasLayerPicture()) {
            vp8.setLayerPicture(
                    packet, vp8.layerPicture(packet) + layerOffset & LAYER_PICTURES - 1);
        }
        if (number >= nextIndex) {
            remember(packet, number, index, timestamp, vp8, now);
        }
        return number;
    }

    private void remember(
            byte[] packet, long number, long index, int timestamp, Vp8Payload vp8, long now) {
        nextIndex = number + 1;
        newestIndex = index;
        lastTimestamp = timestamp;
        lastAt = now;
        hasSent = true;
        if (vp8.pictureIdBits() > 0) {
            nextPicture = vp8.pictureId(packet) + 1;
        }
        if (vp8.hasLayerPicture()) {
            nextLayerPicture = vp8.layerPicture(packet) + 1;
        }
    }

    /// Goes on where the stream is, by as much as has passed.
    private void take(byte[] packet, long index, Vp8Payload vp8, long now) {
        isWaiting = false;
        firstIndex = index;
        indexOffset = nextIndex - index;
        long passed = hasSent ? Math.max(1, (now - lastAt) * clockRate / NANOS) : 0;
        timestampOffset = lastTimestamp + (int) passed - Rtp.timestamp(packet);
        pictureOffset =
                hasSent && vp8.pictureIdBits() > 0 ? nextPicture - vp8.pictureId(packet) : 0;
        layerOffset =
                hasSent && vp8.hasLayerPicture() ? nextLayerPicture - vp8.layerPicture(packet) : 0;
    }

    /// The packet at the source that now sends, of which one in the stream was made.
    ///
    /// @param sequence of 16 bits, in the stream
    /// @return -1 for one of a source before, and for one that was not sent yet
    long sourceIndex(int sequence) {
        if (isWaiting) {
            return -1;
        }
        long number = SequenceCounter.nearest(nextIndex - 1, sequence);
        long index = number - indexOffset;
        return index >= firstIndex && index <= newestIndex ? index : -1;
    }

    /// A time of the source that now sends, in the stream.
    int streamTimestamp(int timestamp) {
        return timestamp + timestampOffset;
    }
}
