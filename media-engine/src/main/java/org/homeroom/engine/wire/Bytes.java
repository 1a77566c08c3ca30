package org.homeroom.engine.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in network byte order in an array. All throw `IndexOutOfBoundsException` beyond its end.
public final class Bytes {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private Bytes() {}

    private static VarHandle view(Class<?> numbers) {
        return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
    }

    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    public static int u16(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xffff;
    }

    public static int u24(byte[] bytes, int at) {
        return u8(bytes, at) << 16 | u16(bytes, at + 1);
    }

    public static int i32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    public static long u32(byte[] bytes, int at) {
        return Integer.toUnsignedLong(i32(bytes, at));
    }

    public static long i64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    public static void put16(byte[] bytes, int at, int value) {
        SHORTS.set(bytes, at, (short) value);
    }

    public static void put24(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 16);
        put16(bytes, at + 1, value);
    }

    public static void put32(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    public static void put64(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }
}
