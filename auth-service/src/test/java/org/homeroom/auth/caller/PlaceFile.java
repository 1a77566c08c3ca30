package org.homeroom.auth.caller;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes small tables of places (MaxMind DB file format, version 2.0: a binary tree of networks,
/// the data at its leaves, and a description of both).
public final class PlaceFile {
    private static final int RECORD_BITS = 24;
    private static final int SEPARATOR = 16;
    private static final int EMPTY = -1;

    /// Of both records of each node: the node that follows, `EMPTY`, or −2 − the leaf's number.
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));

    private final List<Object> leaves = new ArrayList<>();
    private final int ipVersion;

    /// @param ipVersion 4, or 6 for a table of both
    public PlaceFile(int ipVersion) {
        this.ipVersion = ipVersion;
    }

    /// @param network such as `203.0.113.0/24`
    /// @param city by language; empty if only the country is known
    public PlaceFile put(String network, Map<String, String> city, Map<String, String> country) {
        var place = new LinkedHashMap<String, Object>();
        if (!city.isEmpty()) {
            place.put("city", Map.of("names", city));
        }
        place.put("country", Map.of("names", country));
        return put(network, place);
    }

    PlaceFile put(String network, Object data) {
        var parts = network.split("/", 2);
        var address = InetAddress.ofLiteral(parts[0]).getAddress();
        var bits = new BigInteger(1, address);
        // In a table of both, IPv4 is ::/96.
        var zeros = ipVersion == 6 && address.length == 4 ? 96 : 0;
        var length = Integer.parseInt(parts[1]) + zeros;
        var width = address.length * 8 + zeros;
        leaves.add(data);
        var node = 0;
        for (var depth = 0; depth < length; depth++) {
            var side = bits.testBit(width - 1 - depth) ? 1 : 0;
            if (depth == length - 1) {
                nodes.get(node)[side] = -1 - leaves.size();
            } else {
                if (nodes.get(node)[side] == EMPTY) {
                    nodes.add(new int[] {EMPTY, EMPTY});
                    nodes.get(node)[side] = nodes.size() - 1;
                }
                node = nodes.get(node)[side];
            }
        }
        return this;
    }

    public Path write(Path file) throws IOException {
        var data = new ByteArrayOutputStream();
        var offsets = new ArrayList<Integer>();
        for (var leaf : leaves) {
            offsets.add(data.size());
            encode(leaf, data);
        }
        var all = new ByteArrayOutputStream();
        for (var node : nodes) {
            for (var record : node) {
                var value =
                        record == EMPTY
                                ? nodes.size()
                                : record >= 0
                                        ? record
                                        : nodes.size() + SEPARATOR + offsets.get(-2 - record);
                number(value, RECORD_BITS / 8, all);
            }
        }
        all.writeBytes(new byte[SEPARATOR]);
        data.writeTo(all);
        all.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
        all.writeBytes("MaxMind.com".getBytes(UTF_8));
        encode(metadata(), all);
        return Files.write(file, all.toByteArray());
    }

    private Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", 1_700_000_000L);
        metadata.put("database_type", "Homeroom-Test-City");
        metadata.put("description", Map.of("en", "Places of a test"));
        metadata.put("ip_version", ipVersion);
        metadata.put("languages", List.of("en", "zh-TW"));
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", RECORD_BITS);
        return metadata;
    }

    /// A type in the upper three bits and a size in the others; types past 7 in a byte of their
    /// own.
    private static void encode(Object value, ByteArrayOutputStream out) {
        switch (value) {
            case String text -> {
                var bytes = text.getBytes(UTF_8);
                control(2, bytes.length, out);
                out.writeBytes(bytes);
            }
            case Integer small -> {
                control(5, 2, out);
                number(small, 2, out);
            }
            case Long large -> {
                control(6, 4, out);
                number(large.intValue(), 4, out);
            }
            case Map<?, ?> map -> {
                control(7, map.size(), out);
                map.forEach((key, item) -> {
                    encode(key, out);
                    encode(item, out);
                });
            }
            case List<?> list -> {
                control(11, list.size(), out);
                list.forEach(item -> encode(item, out));
            }
            default -> throw new IllegalArgumentException("not in these files: " + value);
        }
    }

    private static void control(int type, int size, ByteArrayOutputStream out) {
        var shown = Math.min(size, 29);
        out.write((type > 7 ? 0 : type << 5) | shown);
        if (type > 7) {
            out.write(type - 7);
        }
        if (shown == 29) {
            out.write(size - 29);
        }
    }

    private static void number(int value, int bytes, ByteArrayOutputStream out) {
        for (var shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }
}
