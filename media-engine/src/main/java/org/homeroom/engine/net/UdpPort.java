package org.homeroom.engine.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/// A UDP port that one thread receives at and any may send from.
public final class UdpPort implements AutoCloseable {
    /// In bytes, of one datagram: more than any path carries.
    public static final int MOST = 2048;

    /// In bytes: what comes in a tenth of a second at 300 Mbit/s.
    private static final int KERNEL_BUFFER = 4 << 20;

    /// Takes what came.
    @FunctionalInterface
    public interface Receiver {
        /// The bytes may be written over, up to their full length, and are valid only during the
        /// call.
        void received(byte[] packet, int length, InetSocketAddress from);
    }

    private final DatagramChannel channel;
    private final ThreadLocal<ByteBuffer> sending =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(MOST));

    private UdpPort(DatagramChannel channel) {
        this.channel = channel;
    }

    /// Opens a port.
    ///
    /// @param at port 0 for any that is free
    public static UdpPort open(InetSocketAddress at) throws IOException {
        var channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BUFFER);
            channel.bind(at);
            return new UdpPort(channel);
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
    }

    public int port() {
        return channel.socket().getLocalPort();
    }

    /// Receives until the port is closed.
    public void receiveAll(Receiver receiver) throws IOException {
        var buffer = ByteBuffer.allocateDirect(MOST);
        byte[] packet = new byte[MOST];
        try {
            while (true) {
                buffer.clear();
                var from = (InetSocketAddress) channel.receive(buffer);
                int length = buffer.position();
                buffer.get(0, packet, 0, length);
                receiver.received(packet, length, from);
            }
        } catch (ClosedChannelException closed) {
            // as it should be
        }
    }

    /// Sends, or does not: a datagram that the kernel does not take is lost like any other.
    ///
    /// @return whether the kernel took it
    public boolean send(byte[] packet, int offset, int length, InetSocketAddress to) {
        var buffer = sending.get();
        buffer.clear().put(packet, offset, length).flip();
        try {
            return channel.send(buffer, to) == length;
        } catch (IOException unreachable) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
