package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// Of a message that was said elsewhere before: who said it first, and when. It says nothing of
/// where that was.
///
/// @param title of a post, 1–200 characters; else not there
@Schema(
        name = "Forwarded",
        requiredProperties = {"sender", "sentAt"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Forwarded(AccountId sender, Instant sentAt, @Nullable String title) {}
