package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header `Upload-Metadata` (tus 1.0.0, extension Creation): keys with values in Base64.
record UploadMetadata(Map<String, String> values) {
    private static final int MOST_CHARACTERS = 4096;
    private static final Pattern KEY = Pattern.compile("[!-+\\--~]+");

    public UploadMetadata {
        values = Map.copyOf(values);
    }

    /// Empty for what is not as the protocol has it, or not in UTF-8.
    static Optional<UploadMetadata> parse(@Nullable String header) {
        var values = new HashMap<String, String>();
        if (header == null || header.isBlank()) {
            return Optional.of(new UploadMetadata(values));
        }
        if (header.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        for (var pair : header.split(",", -1)) {
            var parts = pair.strip().split(" ", 2);
            var value = parts.length == 1 ? Optional.of("") : decoded(parts[1].strip());
            if (!KEY.matcher(parts[0]).matches()
                    || value.isEmpty()
                    || values.put(parts[0], value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new UploadMetadata(values));
    }

    private static Optional<String> decoded(String base64) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException | CharacterCodingException bad) {
            return Optional.empty();
        }
    }

    FileName fileName() {
        return FileName.of(values.getOrDefault("filename", ""));
    }
}
