package org.homeroom.signaling;

import org.homeroom.platform.problem.ProblemType;

/// What signaling-service refuses, besides what every service does. Explained in
/// `docs/problems.md`.
public enum SignalingProblem implements ProblemType {
    CALL_NOT_ALLOWED("call-not-allowed", 403, "May not be called"),
    CALL_NOT_FOUND("call-not-found", 404, "Call not found"),
    CONVERSATION_NOT_FOUND("conversation-not-found", 404, "Conversation not found"),
    CALL_ELSEWHERE("call-elsewhere", 409, "On another device"),
    CALL_IN_PROGRESS("call-in-progress", 409, "Call in progress"),
    CALL_NOT_ANSWERED("call-not-answered", 409, "Call not answered"),
    DEVICE_IN_CALL("device-in-call", 409, "Device in a call"),
    DEVICE_NOT_ATTACHED("device-not-attached", 409, "Device not attached"),
    PEER_AWAY("peer-away", 409, "Not there at the moment"),
    CALL_OVER("call-over", 410, "Call over"),
    RECIPIENT_DELETED("recipient-deleted", 410, "Account deleted");

    private final String slug;
    private final int status;
    private final String title;

    SignalingProblem(String slug, int status, String title) {
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
