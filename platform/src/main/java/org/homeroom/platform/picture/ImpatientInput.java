package org.homeroom.platform.picture;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.imageio.IIOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Bytes for a decoder, until it has had its time and its memory: a thread cannot be stopped from
/// outside, but whatever decodes comes here again and again. To be used by the thread that made it.
final class ImpatientInput extends MemoryCacheImageInputStream {
    /// Asking takes a while.
    private static final int READS_BETWEEN_QUESTIONS = 16;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long began = System.nanoTime();
    private final long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    private final long patience;
    private long memory = Long.MAX_VALUE;
    private int reads;

    ImpatientInput(byte[] bytes, Duration patience) {
        super(new ByteArrayInputStream(bytes));
        this.patience = patience.toNanos();
    }

    /// From now on no more than so many bytes may have been asked for, whether they are still in
    /// use or not.
    void allow(long bytes) {
        memory = bytes;
    }

    @Override
    public int read() throws IOException {
        requirePatience();
        return super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        requirePatience();
        return super.read(into, offset, length);
    }

    private void requirePatience() throws IIOException {
        if (reads++ % READS_BETWEEN_QUESTIONS != 0) {
            return;
        }
        if (System.nanoTime() - began > patience) {
            throw new IIOException("this takes too long");
        }
        if (THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore > memory) {
            throw new IIOException("this takes too much memory");
        }
    }
}
