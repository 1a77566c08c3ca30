package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Why a request has no result, in the codes and the words of Kurento.
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final String type;

    private Fault(int code, String type, String message) {
        super(message, null, false, false);
        this.code = code;
        this.type = type;
    }

    static Fault parse() {
        return new Fault(-32_700, "", "Parse error.");
    }

    static Fault invalidRequest() {
        return new Fault(-32_600, "", "Invalid JSON-RPC request.");
    }

    static Fault noMethod() {
        return new Fault(-32_601, "", "Method not found.");
    }

    static Fault noParams() {
        return new Fault(-32_602, "INVALID_PARAMS", "'params' is required");
    }

    static Fault internal(String message) {
        return new Fault(-32_603, "", "Unexpected error while processing method: " + message);
    }

    static Fault required(String parameter) {
        return new Fault(-32_000, "", "'%s' parameter is required".formatted(parameter));
    }

    static Fault marshall(String message) {
        return new Fault(40_001, "MARSHALL_ERROR", message);
    }

    static Fault notImplemented(String message) {
        return new Fault(40_005, "NOT_IMPLEMENTED", message);
    }

    static Fault invalidSession() {
        return new Fault(40_007, "INVALID_SESSION", "Invalid session");
    }

    static Fault malformedTransaction(String message) {
        return new Fault(40_008, "MALFORMED_TRANSACTION", message);
    }

    static Fault noOperation(String operation, int parameters) {
        return malformedTransaction(
                "Method '%s' with %d parameters not found".formatted(operation, parameters));
    }

    static Fault notEnoughResources(String message) {
        return new Fault(40_009, "NOT_ENOUGH_RESOURCES", message);
    }

    static Fault noObject(String id) {
        return id.startsWith(Transaction.REFERENCE)
                ? new Fault(
                        40_109,
                        "MEDIA_OBJECT_NOT_FOUND_TRANSACTION_NO_COMMIT",
                        ("Object '%s' not found. Possibly using a transactional object without"
                                        + " committing the transaction.")
                                .formatted(id))
                : new Fault(
                        40_101, "MEDIA_OBJECT_NOT_FOUND", "Object '%s' not found".formatted(id));
    }

    static Fault noEvent(String event) {
        return new Fault(
                40_106,
                "MEDIA_OBJECT_EVENT_NOT_SUPPORTED",
                "Event '%s' not supported".formatted(event));
    }

    static Fault noType(String name) {
        return new Fault(
                40_108, "MEDIA_OBJECT_NOT_AVAILABLE", "Factory '%s' not found".formatted(name));
    }

    static Fault noTag() {
        return new Fault(40_110, "MEDIA_OBJECT_TAG_KEY_NOT_FOUND", "Tag key not found");
    }

    static Fault sdp(String message) {
        return new Fault(40_201, "SDP_PARSE_ERROR", message);
    }

    static Fault noLocalSdp() {
        return new Fault(40_202, "SDP_END_POINT_NO_LOCAL_SDP_ERROR", "No local SDP");
    }

    static Fault noRemoteSdp() {
        return new Fault(40_203, "SDP_END_POINT_NO_REMOTE_SDP_ERROR", "No remote SDP");
    }

    static Fault negotiatedAlready() {
        return new Fault(40_208, "SDP_END_POINT_ALREADY_NEGOTIATED", "Endpoint already negotiated");
    }

    static Fault noOffer() {
        return new Fault(
                40_209,
                "SDP_END_POINT_NOT_OFFER_GENERATED",
                "Offer not generated. It is not possible to process an answer.");
    }

    static Fault answeredAlready() {
        return new Fault(
                40_210, "SDP_END_POINT_ANSWER_ALREADY_PROCCESED", "Sdp Answer already processed");
    }

    static Fault candidate() {
        return new Fault(40_401, "ICE_ADD_CANDIDATE_ERROR", "Error adding candidate");
    }

    static Fault undefined(String message) {
        return new Fault(40_500, "UNDEFINED", message);
    }

    /// The `error` of an answer.
    ObjectNode toJson() {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("code", code).put("message", getMessage());
        if (!type.isEmpty()) {
            error.putObject("data").put("type", type);
        }
        return error;
    }
}
