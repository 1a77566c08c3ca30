package org.homeroom.chat.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.homeroom.platform.socket.Peer;

/// Sends frames: each is encoded once, however many hear it, and not at all if nobody does.
@Singleton
class FrameProducer {
    private final ObjectWriter json;

    FrameProducer(ObjectMapper json) {
        this.json = json.writerFor(ChatFrame.class);
    }

    void tell(Peer peer, ChatFrame frame) {
        tell(List.of(peer), frame);
    }

    void tell(Collection<Peer> listeners, ChatFrame frame) {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            var text = json.writeValueAsString(frame);
            listeners.forEach(peer -> peer.send(text));
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }
}
