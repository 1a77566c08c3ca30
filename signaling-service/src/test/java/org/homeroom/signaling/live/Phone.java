package org.homeroom.signaling.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;

/// One device of somebody's, on a socket of its own.
final class Phone implements AutoCloseable {
    final AccountId account;
    final UUID device;
    final TestSocket socket;

    private Phone(AccountId account, UUID device, TestSocket socket) {
        this.account = account;
        this.device = device;
        this.socket = socket;
    }

    static Phone attach(URI url, AccountId account) {
        return attach(url, account, UUID.randomUUID());
    }

    static Phone attach(URI url, AccountId account, UUID device) {
        var phone =
                new Phone(
                        account, device, TestSocket.open(url, TestTokens.of(account, "Somebody")));
        phone.socket.ask("attach", "\"device\": \"%s\"".formatted(device));
        return phone;
    }

    /// The browser is closed and opened again.
    Phone again(URI url) {
        close();
        return attach(url, account, device);
    }

    JsonNode start(UUID call, UUID conversation) {
        return socket.ask(
                "call.start",
                "\"call\": \"%s\", \"conversation\": \"%s\", \"video\": true"
                        .formatted(call, conversation));
    }

    JsonNode answer(UUID call) {
        return socket.ask("call.answer", "\"call\": \"%s\", \"instead\": false".formatted(call));
    }

    JsonNode answerInstead(UUID call) {
        return socket.ask("call.answer", "\"call\": \"%s\", \"instead\": true".formatted(call));
    }

    JsonNode end(UUID call) {
        return socket.ask("call.end", "\"call\": \"%s\"".formatted(call));
    }

    /// Waits until it has heard that the call is in this state.
    JsonNode hears(UUID call, String state) {
        return socket.expect(frame ->
                        frame.path("type").asText().equals("call.changed")
                                && frame.at("/call/id").asText().equals(call.toString())
                                && frame.at("/call/state").asText().equals(state))
                .path("call");
    }

    @Override
    public void close() {
        socket.close();
    }
}
