package org.homeroom.chat.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.homeroom.chat.change.ChangeResult.Done;
import org.homeroom.chat.change.ChangeResult.Refusal;
import org.homeroom.chat.change.ChangeResult.Refused;
import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.Mentions;
import org.homeroom.chat.message.Message;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// A conversation's messages while changes are made to them, one after the other: decides what may
/// be, numbers it, and keeps what has to be written and told of it. The rules are the table “What
/// may become of a message” of the wire contract.
///
/// It is filled with what the next changes are about, under the conversation's lock.
final class Ledger {
    /// Different ones on a message.
    static final int MOST_REACTIONS = 20;

    /// What a member is judged by.
    record Standing(MemberRole role, long firstNumber) {}

    /// An edit by its name.
    record EditName(long number, UUID clientId) {}

    /// Somebody's reaction.
    record Reacted(long number, String emoji, AccountId account) {}

    /// An emoji on a message.
    ///
    /// @param since the change that brought it first, by which they are ordered
    record Tally(int count, long since) {}

    /// A reaction that is to be written.
    ///
    /// @param change the one by which it came
    /// @param since as of its [Tally]
    record Kept(Reacted reacted, long change, long since) {}

    /// What a message said, and is to be kept.
    ///
    /// @param change the one by which it was replaced
    record Edition(
            long number,
            long change,
            UUID clientId,
            @Nullable String title,
            String text,
            Instant writtenAt) {}

    private final ConversationId conversation;
    private final Terms terms;
    private final long revision;
    private final Map<AccountId, Standing> standings;
    private final Map<Long, Message> messages;
    private final Map<EditName, Long> edits;
    private final Map<Long, Map<String, Tally>> tallies;
    private final Map<Reacted, Long> reactions;
    private int pins;
    private long lastChange;

    private final Set<Long> changed = new LinkedHashSet<>();
    private final Set<Long> rewritten = new LinkedHashSet<>();
    private final List<Edition> editions = new ArrayList<>();
    private final Set<Reacted> touched = new LinkedHashSet<>();
    private final List<ChatEvent> events = new ArrayList<>();
    private long lastDeletion;

    /// @param revision as of which the standings are
    /// @param lastChange the conversation's last, by now
    /// @param messages by number, as far as the changes are about them
    /// @param edits those of the changes that were made before, and by which change
    /// @param tallies of the messages to which somebody reacts, in the order of their first use
    /// @param reactions those that the changes are about and that are there, and by which change
    /// @param pins how many messages are pinned
    Ledger(
            ConversationId conversation,
            Terms terms,
            long revision,
            long lastChange,
            Map<AccountId, Standing> standings,
            Map<Long, Message> messages,
            Map<EditName, Long> edits,
            Map<Long, Map<String, Tally>> tallies,
            Map<Reacted, Long> reactions,
            int pins) {
        this.conversation = conversation;
        this.terms = terms;
        this.revision = revision;
        this.lastChange = lastChange;
        this.standings = Map.copyOf(standings);
        this.messages = new HashMap<>(messages);
        this.edits = new HashMap<>(edits);
        this.tallies = new HashMap<>();
        tallies.forEach((number, each) -> this.tallies.put(number, new LinkedHashMap<>(each)));
        this.reactions = new HashMap<>(reactions);
        this.pins = pins;
    }

    /// There is no such conversation: nobody is in it.
    static Ledger ofNothing(ConversationId conversation) {
        return new Ledger(
                conversation,
                new Terms.Direct(),
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                0);
    }

    /// Makes a change, unless it may not be or is so already.
    ChangeResult apply(Change change, Instant now) {
        if (change.deed() instanceof Change.Remove) {
            var reported = messages.get(change.number());
            return reported == null
                    ? new Refused(Refusal.NO_SUCH_MESSAGE)
                    : erase(change.by(), reported, now);
        }
        var standing = standings.get(change.by());
        if (standing == null) {
            return new Refused(Refusal.NOT_A_MEMBER);
        }
        var message = messages.get(change.number());
        if (message == null || message.number() < standing.firstNumber) {
            return new Refused(Refusal.NO_SUCH_MESSAGE);
        }
        var earlier =
                change.deed() instanceof Change.Edit edit && change.by().equals(message.sender())
                        ? edits.get(new EditName(message.number(), edit.clientId()))
                        : null;
        if (earlier != null) {
            return new Done(earlier);
        }
        if (terms instanceof Terms.Channel channel && channel.archived()) {
            return new Refused(Refusal.ARCHIVED);
        }
        // What one wrote can be taken back from somebody whom one does not want to hear from.
        if (terms instanceof Terms.Direct(var closed)
                && closed
                && !(change.deed() instanceof Change.Delete)) {
            return new Refused(Refusal.CLOSED);
        }
        // What is left of a call is nothing that somebody said.
        if (message.call() != null) {
            return new Refused(Refusal.WRONG_KIND);
        }
        return switch (change.deed()) {
            case Change.Edit edit -> edit(change.by(), standing.role, message, edit, now);
            case Change.Delete() -> delete(change.by(), standing.role, message, now);
            case Change.Remove() -> erase(change.by(), message, now);
            case Change.React react -> react(change.by(), message, react);
            case Change.Pin(var present) -> pin(change.by(), standing.role, message, present, now);
            case Change.Comments(var allowed) ->
                    comments(change.by(), standing.role, message, allowed);
        };
    }

    private ChangeResult edit(
            AccountId by, MemberRole role, Message message, Change.Edit edit, Instant now) {
        if (!by.equals(message.sender())) {
            return new Refused(Refusal.NOT_ALLOWED);
        }
        if (message.deletedAt() != null) {
            return new Refused(Refusal.DELETED);
        }
        // Nobody puts words into somebody else's mouth.
        if (message.forwarded() != null) {
            return new Refused(Refusal.NOT_ALLOWED);
        }
        if ((edit.title() == null) != (message.title() == null)) {
            return new Refused(Refusal.WRONG_KIND);
        }
        var title = edit.title() == null ? null : edit.title().value();
        var text = edit.text().value();
        if (text.equals(message.text()) && (title == null || title.equals(message.title()))) {
            return new Done(message.change());
        }
        if (terms instanceof Terms.Channel && !role.leads() && Mentions.in(text).everybody()) {
            return new Refused(Refusal.MENTIONS_EVERYBODY);
        }
        lastChange++;
        editions.add(
                new Edition(
                        message.number(),
                        lastChange,
                        edit.clientId(),
                        message.title(),
                        message.text(),
                        message.editedAt() == null ? message.sentAt() : message.editedAt()));
        edits.put(new EditName(message.number(), edit.clientId()), lastChange);
        rewritten.add(message.number());
        return become(message.edited(lastChange, now, title, text));
    }

    private ChangeResult delete(AccountId by, MemberRole role, Message message, Instant now) {
        if (!by.equals(message.sender()) && !(terms instanceof Terms.Channel && role.leads())) {
            return new Refused(Refusal.NOT_ALLOWED);
        }
        return erase(by, message, now);
    }

    private ChangeResult erase(AccountId by, Message message, Instant now) {
        if (message.deletedAt() != null) {
            return new Done(message.change());
        }
        lastChange++;
        lastDeletion = lastChange;
        pins -= message.pinnedAt() == null ? 0 : 1;
        rewritten.add(message.number());
        tallies.remove(message.number());
        reactions.keySet().removeIf(each -> each.number == message.number());
        return become(message.deleted(lastChange, now, by));
    }

    private ChangeResult react(AccountId by, Message message, Change.React react) {
        var emoji = react.emoji().value();
        var reacted = new Reacted(message.number(), emoji, by);
        if (message.deletedAt() != null && react.present()) {
            return new Refused(Refusal.DELETED);
        }
        if (reactions.containsKey(reacted) == react.present()) {
            return new Done(message.change());
        }
        var tally = tallies.computeIfAbsent(message.number(), none -> new LinkedHashMap<>());
        var known = tally.get(emoji);
        if (known == null && tally.size() >= MOST_REACTIONS) {
            return new Refused(Refusal.TOO_MANY_REACTIONS);
        }
        lastChange++;
        touched.add(reacted);
        if (react.present()) {
            reactions.put(reacted, lastChange);
            tally.put(
                    emoji,
                    known == null
                            ? new Tally(1, lastChange)
                            : new Tally(known.count + 1, known.since));
        } else {
            reactions.remove(reacted);
            tally.computeIfPresent(
                    emoji,
                    (same, was) -> was.count == 1 ? null : new Tally(was.count - 1, was.since));
        }
        put(message.touched(lastChange));
        events.add(
                new ChatEvent.ReactionChanged(
                        conversation,
                        lastChange,
                        revision,
                        message.number(),
                        by,
                        emoji,
                        react.present(),
                        tally.entrySet().stream()
                                .map(each ->
                                        new ChatEvent.Reaction(
                                                each.getKey(), each.getValue().count))
                                .toList()));
        return new Done(lastChange);
    }

    private ChangeResult pin(
            AccountId by, MemberRole role, Message message, boolean present, Instant now) {
        if (terms instanceof Terms.Channel && !role.leads()) {
            return new Refused(Refusal.NOT_ALLOWED);
        }
        if (message.deletedAt() != null && present) {
            return new Refused(Refusal.DELETED);
        }
        if ((message.pinnedAt() != null) == present) {
            return new Done(message.change());
        }
        if (present && pins >= HistoryStore.MOST_PINNED) {
            return new Refused(Refusal.TOO_MANY_PINS);
        }
        lastChange++;
        pins += present ? 1 : -1;
        return become(present ? message.pinned(lastChange, now, by) : message.unpinned(lastChange));
    }

    private ChangeResult comments(AccountId by, MemberRole role, Message message, boolean allowed) {
        if (message.commentsAllowed() == null) {
            return new Refused(Refusal.WRONG_KIND);
        }
        if (!by.equals(message.sender()) && !role.leads()) {
            return new Refused(Refusal.NOT_ALLOWED);
        }
        if (message.deletedAt() != null) {
            return new Refused(Refusal.DELETED);
        }
        if (message.commentsAllowed() == allowed) {
            return new Done(message.change());
        }
        lastChange++;
        if (!allowed) {
            // As with a deletion: a comment that was judged before it is judged again.
            lastDeletion = lastChange;
        }
        return become(message.opened(lastChange, allowed));
    }

    private ChangeResult become(Message next) {
        put(next);
        events.add(
                new ChatEvent.MessageChanged(
                        conversation, lastChange, next.sentTo(conversation, revision)));
        return new Done(lastChange);
    }

    private void put(Message next) {
        messages.put(next.number(), next);
        changed.add(next.number());
    }

    /// The conversation's last change.
    long lastChange() {
        return lastChange;
    }

    /// The last change by which a message was deleted, or takes no more comments; 0 if none of
    /// these did.
    long lastDeletion() {
        return lastDeletion;
    }

    /// What has to be told, in the order in which it happened.
    List<ChatEvent> events() {
        return List.copyOf(events);
    }

    /// Every message that was changed, as it is now.
    List<Message> changed() {
        return changed.stream().map(messages::get).toList();
    }

    /// Those of them that say something else, or nothing any more.
    List<Message> rewritten() {
        return rewritten.stream().map(messages::get).toList();
    }

    /// What messages that are not deleted said before.
    List<Edition> editions() {
        return editions.stream().filter(each -> !isDeleted(each.number)).toList();
    }

    /// Reactions that came, of messages that are not deleted.
    List<Kept> reactionsToKeep() {
        var kept = new ArrayList<Kept>();
        for (var each : touched) {
            var change = reactions.get(each);
            var tally = tallies.getOrDefault(each.number, Map.of()).get(each.emoji);
            if (change != null && tally != null) {
                kept.add(new Kept(each, change, tally.since));
            }
        }
        return kept;
    }

    /// Reactions that are not there any more, but for those of deleted messages, which lose all.
    Set<Reacted> reactionsToForget() {
        var gone = new HashSet<>(touched);
        gone.removeIf(each -> reactions.containsKey(each) || isDeleted(each.number));
        return gone;
    }

    private boolean isDeleted(long number) {
        var message = messages.get(number);
        return message != null && message.deletedAt() != null;
    }
}
