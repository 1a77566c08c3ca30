package org.homeroom.gateway;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The few media types that the gateway has to know.
final class MediaTypes {
    private MediaTypes() {}

    /// False for what is compressed in itself: images but SVG, fonts, audio, video, archives.
    static boolean isCompressible(@Nullable String mediaType) {
        if (mediaType == null) {
            return false;
        }
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.equals("application/yaml")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || type.equals("application/wasm");
    }

    /// The type of one of the client's files, by its ending.
    static String ofFile(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "html" -> "text/html; charset=utf-8";
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "txt" -> "text/plain; charset=utf-8";
            case "json", "map" -> "application/json";
            case "webmanifest" -> "application/manifest+json";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "webp" -> "image/webp";
            case "avif" -> "image/avif";
            case "ico" -> "image/x-icon";
            case "woff2" -> "font/woff2";
            case "wasm" -> "application/wasm";
            case "mp3" -> "audio/mpeg";
            case "ogg" -> "audio/ogg";
            case "webm" -> "video/webm";
            case "mp4" -> "video/mp4";
            default -> "application/octet-stream";
        };
    }
}
