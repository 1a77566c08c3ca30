package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.homeroom.platform.id.FileId;

/// A time in something that is played: what a message is about.
///
/// @param position milliseconds from its beginning, 0 up to [#LONGEST]
@Schema(
        name = "Moment",
        requiredProperties = {"media", "position"})
public record Moment(Media media, long position) {
    /// Exclusive: a hundred hours, more than any video has.
    public static final long LONGEST = 360_000_000;

    private static final Pattern VIDEO = Pattern.compile("[\\w-]{11}");

    /// What is played.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(Media.File.class), @JsonSubTypes.Type(Media.YouTube.class)})
    @Schema(
            name = "Media",
            oneOf = {Media.File.class, Media.YouTube.class})
    public sealed interface Media {
        @JsonTypeName("file")
        @Schema(
                name = "MediaFile",
                requiredProperties = {"kind", "file"},
                properties = @SchemaProperty(name = "kind", enumeration = "file"))
        record File(FileId file) implements Media {}

        /// @param video the eleven characters by which YouTube knows it
        @JsonTypeName("youtube")
        @Schema(
                name = "MediaOfYouTube",
                requiredProperties = {"kind", "video"},
                properties = @SchemaProperty(name = "kind", enumeration = "youtube"))
        record YouTube(String video) implements Media {}
    }

    /// What is wrong with it, in words that follow “moment”; empty if nothing is.
    public Optional<String> fault() {
        if (position < 0 || position >= LONGEST) {
            return Optional.of("is at no time between 0 and 100 hours");
        }
        return media instanceof Media.YouTube(var video) && !VIDEO.matcher(video).matches()
                ? Optional.of("names no video of YouTube")
                : Optional.empty();
    }

    /// The media as one column has it.
    public String mediaKey() {
        return switch (media) {
            case Media.File(var file) -> "file:" + file;
            case Media.YouTube(var video) -> "youtube:" + video;
        };
    }

    /// @param mediaKey as of [#mediaKey]
    public static Moment of(String mediaKey, long position) {
        var id = mediaKey.substring(mediaKey.indexOf(':') + 1);
        return new Moment(
                mediaKey.startsWith("file:")
                        ? new Media.File(FileId.fromString(id))
                        : new Media.YouTube(id),
                position);
    }
}
