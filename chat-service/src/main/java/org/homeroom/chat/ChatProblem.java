package org.homeroom.chat;

import org.homeroom.platform.problem.ProblemType;

/// What chat-service refuses, besides what every service does. Explained in `docs/problems.md`.
public enum ChatProblem implements ProblemType {
    CONVERSATION_NOT_FOUND("conversation-not-found", 404, "Conversation not found"),
    PERSON_NOT_FOUND("person-not-found", 404, "No such person"),
    MESSAGE_NOT_FOUND("message-not-found", 404, "Message not found"),
    REPORT_NOT_FOUND("report-not-found", 404, "Report not found"),
    MEMBER_NOT_FOUND("member-not-found", 404, "Not a member"),
    FILE_NOT_FOUND("file-not-found", 404, "File not found"),
    CONVERSATION_CLOSED("conversation-closed", 409, "Nothing can be written here"),
    TOO_MANY_BLOCKS("too-many-blocks", 409, "Too many blocked people"),
    CHANNEL_ARCHIVED("channel-archived", 409, "Channel archived"),
    COMMENTS_CLOSED("comments-closed", 409, "Comments closed"),
    UPLOAD_OFFSET_WRONG("upload-offset-wrong", 409, "Upload goes on elsewhere"),
    UPLOAD_UNFINISHED("upload-unfinished", 409, "Upload not finished"),
    FILE_SENT("file-sent", 409, "File sent already"),
    CONVERSATION_FULL("conversation-full", 409, "Conversation full"),
    LAST_OWNER("last-owner", 409, "The last owner"),
    TOO_MANY_REACTIONS("too-many-reactions", 409, "Too many reactions"),
    TOO_MANY_PINS("too-many-pins", 409, "Too many pins"),
    CLIENT_ID_REUSED("client-id-reused", 409, "Client id reused"),
    INVITATION_INVALID("invitation-invalid", 410, "This invitation no longer works"),
    MESSAGE_DELETED("message-deleted", 410, "Message deleted"),
    RECIPIENT_DELETED("recipient-deleted", 410, "Account deleted"),
    CURSOR_UNKNOWN("cursor-unknown", 410, "Cursor unknown"),
    FILE_ADDRESS_ENDED("file-address-ended", 410, "Address ended"),
    EXPORT_ADDRESS_ENDED("export-address-ended", 410, "Address ended"),
    UPLOAD_VERSION_UNKNOWN("upload-version-unknown", 412, "Upload protocol unknown"),
    FILE_QUOTA_EXCEEDED("file-quota-exceeded", 413, "No room left"),
    CONVERSATION_WITH_SELF("conversation-with-self", 422, "Conversation with oneself"),
    WRONG_KIND("wrong-kind", 422, "Not in this kind of conversation"),
    TEXT_EMPTY("text-empty", 422, "Text empty"),
    TEXT_TOO_LONG("text-too-long", 422, "Text too long"),
    TOO_MANY_MENTIONS("too-many-mentions", 422, "Too many mentions");

    private final String slug;
    private final int status;
    private final String title;

    ChatProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
