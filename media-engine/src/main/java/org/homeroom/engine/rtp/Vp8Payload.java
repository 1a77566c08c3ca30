package org.homeroom.engine.rtp;

import org.homeroom.engine.wire.Bytes;

/// What stands before the bits of a VP8 frame in each of its packets (RFC 7741, section 4.2), as a
/// cursor that is read anew for each packet; of one that was not read there is nothing.
public final class Vp8Payload {
    private static final int ABSENT = -1;

    private int pictureIdAt = ABSENT;
    private int pictureIdBits;
    private int layerPictureAt = ABSENT;
    private boolean beginsFrame;
    private boolean isKeyFrame;

    /// Reads the descriptor of one packet.
    ///
    /// @param from where the payload begins
    /// @param to behind its end
    /// @return false for what is too short to be one
    public boolean read(byte[] packet, int from, int to) {
        pictureIdAt = ABSENT;
        layerPictureAt = ABSENT;
        beginsFrame = false;
        isKeyFrame = false;
        int at = from;
        if (at >= to) {
            return false;
        }
        int descriptor = packet[at++];
        if ((descriptor & 0x80) != 0) {
            if (at >= to) {
                return false;
            }
            int extensions = packet[at++];
            if ((extensions & 0x80) != 0) {
                if (at >= to) {
                    return false;
                }
                pictureIdBits = packet[at] < 0 ? 15 : 7;
                pictureIdAt = at;
                at += pictureIdBits == 15 ? 2 : 1;
            }
            if ((extensions & 0x40) != 0) {
                layerPictureAt = at++;
            }
            if ((extensions & 0x30) != 0) {
                at++;
            }
        }
        if (at >= to) {
            return false;
        }
        beginsFrame = (descriptor & 0x10) != 0 && (descriptor & 0x0f) == 0;
        // the first bit of a frame is 0 in a key frame (RFC 6386, section 9.1)
        isKeyFrame = beginsFrame && (packet[at] & 1) == 0;
        return true;
    }

    /// True for the first packet of a frame.
    public boolean beginsFrame() {
        return beginsFrame;
    }

    /// True for the first packet of a frame that needs none before it.
    public boolean isKeyFrame() {
        return isKeyFrame;
    }

    /// 7 or 15; 0 where there is no picture id.
    public int pictureIdBits() {
        return pictureIdAt == ABSENT ? 0 : pictureIdBits;
    }

    /// Only where there is one.
    public int pictureId(byte[] packet) {
        return pictureIdBits == 15
                ? Bytes.u16(packet, pictureIdAt) & 0x7fff
                : packet[pictureIdAt] & 0x7f;
    }

    /// Only where there is one; of as many bits as it had.
    public void setPictureId(byte[] packet, int id) {
        if (pictureIdBits == 15) {
            Bytes.put16(packet, pictureIdAt, id | 0x8000);
        } else {
            packet[pictureIdAt] = (byte) (id & 0x7f);
        }
    }

    /// Whether it says how many pictures of the lowest temporal layer came before (`TL0PICIDX`).
    public boolean hasLayerPicture() {
        return layerPictureAt != ABSENT;
    }

    /// 0-255, only where there is one.
    public int layerPicture(byte[] packet) {
        return Bytes.u8(packet, layerPictureAt);
    }

    /// Only where there is one.
    public void setLayerPicture(byte[] packet, int number) {
        packet[layerPictureAt] = (byte) number;
    }
}
