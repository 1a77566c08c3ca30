package org.homeroom.chat.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.chat.conversation.ConversationView.Kind;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// A message that was reported and of which nobody has decided yet, as those who answer for it see
/// it.
///
/// @param kind of the conversation
/// @param name of a channel or a named group; else null
/// @param post of a comment: the number of its post; else null
/// @param at of the last report of it
/// @param sender who wrote it, or sent it on
/// @param title of a post, as it was when it was last reported; else null
/// @param text as it was then: its sender may have edited or deleted it since
/// @param files names of those that it has
/// @param isGone whether it is deleted by now
/// @param isReader whether the viewer is in the conversation, and may go there
/// @param reports by whom and why, the first one first
@Schema(
        name = "Report",
        requiredProperties = {
            "conversation",
            "kind",
            "name",
            "number",
            "post",
            "at",
            "sender",
            "sentAt",
            "title",
            "text",
            "files",
            "isGone",
            "isReader",
            "reports"
        })
public record Report(
        ConversationId conversation,
        Kind kind,
        @Schema(nullable = true) @Nullable String name,
        long number,
        @Schema(nullable = true) @Nullable Long post,
        Instant at,
        Someone sender,
        Instant sentAt,
        @Schema(nullable = true) @Nullable String title,
        String text,
        List<String> files,
        boolean isGone,
        boolean isReader,
        List<Complaint> reports) {

    public Report {
        files = List.copyOf(files);
        reports = List.copyOf(reports);
    }

    @Schema(name = "ReportReason")
    public enum Reason {
        /// It hurts, threatens or bullies somebody.
        @JsonProperty("hurtful")
        HURTFUL,
        /// It is sexual, violent or else nothing for a school.
        @JsonProperty("inappropriate")
        INAPPROPRIATE,
        /// Somebody may come to harm, perhaps by their own hand.
        @JsonProperty("danger")
        DANGER,
        /// Advertisements, frauds, floods.
        @JsonProperty("spam")
        SPAM,
        @JsonProperty("other")
        OTHER
    }

    /// What becomes of a message that was reported.
    @Schema(name = "ReportOutcome")
    public enum Outcome {
        /// It is deleted.
        @JsonProperty("removed")
        REMOVED,
        /// It stays.
        @JsonProperty("dismissed")
        DISMISSED
    }

    /// @param words what the reporter has to say of it; often empty
    @Schema(
            name = "Complaint",
            requiredProperties = {"reporter", "reason", "words", "at"})
    public record Complaint(Someone reporter, Reason reason, String words, Instant at) {}

    /// @param name empty for an account that is deleted
    /// @param deleted true, or not there
    @Schema(
            name = "Someone",
            requiredProperties = {"id", "name", "photo"})
    public record Someone(
            AccountId id,
            String name,
            @Schema(nullable = true) @Nullable String photo,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean deleted) {
        static Someone of(Person person) {
            return new Someone(
                    person.id(), person.name(), person.photo(), person.isDeleted() ? true : null);
        }
    }
}
