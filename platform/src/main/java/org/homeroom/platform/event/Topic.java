package org.homeroom.platform.event;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One topic: its name, the events on it, and how long Kafka keeps them.
///
/// @param partitions fixed for good: the key of a record decides its partition, and with it its
///   order
/// @param <E> the sealed interface of the events on it
public record Topic<E extends Event>(
        String name, Class<E> events, int partitions, CleanUp cleanUp) {

    /// How Kafka drops old records.
    public sealed interface CleanUp {
        /// The last record of each key stays for good.
        record Compact() implements CleanUp {}

        /// The last record of each key stays, and that only for `retention`.
        record CompactAndDelete(Duration retention) implements CleanUp {}

        /// Everything goes after `retention`.
        record Delete(Duration retention) implements CleanUp {}

        /// The topic's settings as Kafka names them.
        default Map<String, String> config() {
            return switch (this) {
                case Compact() -> Map.of("cleanup.policy", "compact");
                case CompactAndDelete(var retention) ->
                        Map.of(
                                "cleanup.policy",
                                "compact,delete",
                                "retention.ms",
                                millis(retention));
                case Delete(var retention) ->
                        Map.of("cleanup.policy", "delete", "retention.ms", millis(retention));
            };
        }

        private static String millis(Duration retention) {
            return Long.toString(retention.toMillis());
        }
    }

    public static final Topic<AccountProfileEvent> ACCOUNT_PROFILES =
            new Topic<>("account-profiles", AccountProfileEvent.class, 4, new CleanUp.Compact());

    public static final Topic<AccountSessionEvent> ACCOUNT_SESSIONS =
            new Topic<>(
                    "account-sessions",
                    AccountSessionEvent.class,
                    4,
                    new CleanUp.Delete(Duration.ofHours(1)));

    public static final Topic<CallRecordEvent> CALL_RECORDS =
            new Topic<>(
                    "call-records",
                    CallRecordEvent.class,
                    4,
                    new CleanUp.Delete(Duration.ofDays(7)));

    public static final Topic<CallSignalEvent> CALL_SIGNALS =
            new Topic<>(
                    "call-signals",
                    CallSignalEvent.class,
                    8,
                    new CleanUp.Delete(Duration.ofHours(1)));

    public static final Topic<ChannelMemberEvent> CHANNEL_MEMBERS =
            new Topic<>("channel-members", ChannelMemberEvent.class, 4, new CleanUp.Compact());

    public static final Topic<ChatEvent> CHAT_EVENTS =
            new Topic<>("chat-events", ChatEvent.class, 16, new CleanUp.Delete(Duration.ofDays(7)));

    public static final Topic<DirectConversationEvent> DIRECT_CONVERSATIONS =
            new Topic<>(
                    "direct-conversations",
                    DirectConversationEvent.class,
                    4,
                    new CleanUp.Compact());

    public static final Topic<PresenceEvent> PRESENCE =
            new Topic<>(
                    "presence",
                    PresenceEvent.class,
                    4,
                    new CleanUp.CompactAndDelete(Duration.ofHours(1)));

    /// The catalogue. Kafka's own topics aside, there are no others.
    public static List<Topic<?>> all() {
        return List.of(
                ACCOUNT_PROFILES,
                ACCOUNT_SESSIONS,
                CALL_RECORDS,
                CALL_SIGNALS,
                CHANNEL_MEMBERS,
                CHAT_EVENTS,
                DIRECT_CONVERSATIONS,
                PRESENCE);
    }

    /// CloudEvents `type` → record class, of every event that may stand on this topic.
    public Map<String, Class<? extends E>> eventTypes() {
        var types = new LinkedHashMap<String, Class<? extends E>>();
        for (var event : events.getPermittedSubclasses()) {
            types.put(typeOf(event), event.asSubclass(events));
        }
        return types;
    }

    /// @throws IllegalStateException if an event record carries no [EventType]: a mistake of ours
    ///   that a test finds
    public static String typeOf(Class<?> event) {
        var type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalStateException(event + " has no @EventType");
        }
        return type.value();
    }
}
