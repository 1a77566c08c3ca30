package org.homeroom.chat.call;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.homeroom.chat.message.Content;
import org.homeroom.chat.message.MessageStore;
import org.homeroom.chat.message.Send;
import org.homeroom.chat.message.SendResult;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.CallRecordEvent;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.kafka.EventReaders;
import org.jboss.logging.Logger;

/// Puts what is left of each call into its conversation, as a message with a number like any other:
/// see docs/adr/0029-a-call-is-left-as-a-message.md.
@ApplicationScoped
class CallRecordConsumer {
    private static final Logger LOG = Logger.getLogger(CallRecordConsumer.class);

    private final MessageStore messages;

    CallRecordConsumer(MessageStore messages) {
        this.messages = messages;
    }

    void start(@Observes StartupEvent event, EventReaders readers) {
        readers.work(Topic.CALL_RECORDS, "chat-call-records", this::keep);
    }

    /// As often as a call is told, by whatever replica: its card has one name.
    private Uni<Void> keep(CallRecordEvent event) {
        return switch (event) {
            case CallRecordEvent.CallEnded(var call) -> {
                var card = CallCard.of(call);
                yield messages.send(
                                new Send(
                                        call.conversation(),
                                        call.caller(),
                                        card.name(),
                                        new Content.Called(card, call.callee()),
                                        List.of()))
                        .invoke(result -> judge(call, result))
                        .replaceWithVoid();
            }
        };
    }

    private static void judge(CallSnapshot call, SendResult result) {
        switch (result) {
            case SendResult.Sent(var number, _, _) ->
                    LOG.debugf("call %s is message %d", call.id(), number);
            case SendResult.TooManyWaiting() ->
                    throw new IllegalStateException("too many messages wait");
            // There is no place for it, and there will be none.
            case SendResult.NotAMember _, SendResult.Refused _, SendResult.ClientIdReused _ ->
                    LOG.errorf("call %s is in no conversation: %s", call.id(), result);
        }
    }
}
