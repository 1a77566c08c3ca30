package org.homeroom.chat.membership;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.homeroom.chat.membership.Decision.Change;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// Who is in a conversation and as what: the state machine of membership, whose rules are the table
/// “Who may do what” of the wire contract.
///
/// A channel may have thousands of members, so a roster knows how many there are and what those are
/// whom the next act is about, which is all that it asks of them.
///
/// @param revision counts the changes, from 0
/// @param size how many are in it
/// @param owners how many of them are owners; of a channel 1 or more
/// @param known what those are whom the next act names, as far as they are in it
/// @param removed those of them who are not in it since somebody removed them
public record Roster(
        Terms terms,
        long revision,
        int size,
        int owners,
        Map<AccountId, MemberRole> known,
        Set<AccountId> removed) {

    private static final Decision UNCHANGED = new Decision.Unchanged();

    public Roster {
        known = Map.copyOf(known);
        removed = Set.copyOf(removed);
    }

    public Decision apply(Act act) {
        return switch (act) {
            case Act.Seat seat -> seat(seat);
            case Act.Accept accept -> accept(accept);
            case Act.Unseat unseat -> unseat(unseat);
            case Act.Rule rule -> rule(rule);
        };
    }

    /// Whether somebody may bring others in, remove them and change what they are, as far as the
    /// others are or become this.
    public boolean mayHandle(AccountId account, MemberRole role) {
        return terms instanceof Terms.Channel && handles(known.get(account), role);
    }

    private Decision seat(Act.Seat act) {
        return switch (terms) {
            case Terms.Direct _ -> refusedAsWrongKind(act.by());
            case Terms.Group _ -> seatInGroup(act);
            case Terms.Channel channel ->
                    known.containsKey(act.by())
                            ? seatInChannel(channel, act)
                            : join(channel, act.by(), act);
        };
    }

    private Decision seatInGroup(Act.Seat act) {
        if (!known.containsKey(act.by())) {
            return refused(Refusal.NOT_A_MEMBER);
        }
        if (act.role() != MemberRole.MEMBER) {
            return refused(Refusal.WRONG_KIND);
        }
        return known.containsKey(act.account()) ? UNCHANGED : seated(act.account(), act.role());
    }

    private Decision seatInChannel(Terms.Channel channel, Act.Seat act) {
        var current = known.get(act.account());
        if (act.role() == current) {
            return UNCHANGED;
        }
        if (channel.archived()) {
            return refused(Refusal.ARCHIVED);
        }
        var own = known.get(act.by());
        var stepsDown =
                current != null
                        && act.by().equals(act.account())
                        && act.role().compareTo(current) > 0;
        if (!stepsDown
                && !(handles(own, act.role()) && (current == null || handles(own, current)))) {
            return refused(Refusal.NOT_ALLOWED);
        }
        return isLastOwner(current)
                ? refused(Refusal.LAST_OWNER)
                : seated(act.account(), act.role());
    }

    /// From outside, for oneself.
    private Decision join(Terms.Channel channel, AccountId by, Act.Seat act) {
        if (channel.access() == Terms.Access.PRIVATE) {
            return refused(Refusal.NOT_A_MEMBER);
        }
        if (!act.account().equals(by) || act.role() != MemberRole.MEMBER || removed.contains(by)) {
            return refused(Refusal.NOT_ALLOWED);
        }
        return channel.archived() ? refused(Refusal.ARCHIVED) : seated(by, act.role());
    }

    private Decision accept(Act.Accept act) {
        if (!mayHandle(act.inviter(), act.role())) {
            return refused(Refusal.INVITER_MAY_NOT);
        }
        if (known.containsKey(act.by())) {
            return UNCHANGED;
        }
        if (removed.contains(act.by())) {
            return refused(Refusal.NOT_ALLOWED);
        }
        return isArchived() ? refused(Refusal.ARCHIVED) : seated(act.by(), act.role());
    }

    private Decision unseat(Act.Unseat act) {
        var own = known.get(act.by());
        var current = known.get(act.account());
        var leaves = act.by().equals(act.account());
        if (terms instanceof Terms.Direct) {
            return refusedAsWrongKind(act.by());
        }
        if (own == null) {
            return refused(Refusal.NOT_A_MEMBER);
        }
        if (current == null) {
            return UNCHANGED;
        }
        if (!leaves && !mayHandle(act.by(), current)) {
            return refused(Refusal.NOT_ALLOWED);
        }
        return isLastOwner(current)
                ? refused(Refusal.LAST_OWNER)
                : unseated(act.account(), current, !leaves);
    }

    private Decision rule(Act.Rule act) {
        var own = known.get(act.by());
        if (own == null) {
            return refused(Refusal.NOT_A_MEMBER);
        }
        if (act.terms().equals(terms)) {
            return UNCHANGED;
        }
        return switch (terms) {
            case Terms.Direct _ -> refused(Refusal.WRONG_KIND);
            case Terms.Group _ ->
                    act.terms() instanceof Terms.Group
                            ? ruled(act.terms())
                            : refused(Refusal.WRONG_KIND);
            case Terms.Channel current ->
                    act.terms() instanceof Terms.Channel wanted
                            ? ruleChannel(own, current, wanted)
                            : refused(Refusal.WRONG_KIND);
        };
    }

    private Decision ruleChannel(MemberRole own, Terms.Channel current, Terms.Channel wanted) {
        var mayRule =
                switch (own) {
                    case OWNER -> true;
                    case TEACHER -> wanted.archived() == current.archived();
                    case MEMBER, GUEST -> false;
                };
        if (!mayRule) {
            return refused(Refusal.NOT_ALLOWED);
        }
        return current.archived() && wanted.archived() ? refused(Refusal.ARCHIVED) : ruled(wanted);
    }

    private static boolean handles(@Nullable MemberRole own, MemberRole other) {
        return switch (own) {
            case null -> false;
            case OWNER -> true;
            case TEACHER -> other == MemberRole.MEMBER || other == MemberRole.GUEST;
            case MEMBER, GUEST -> false;
        };
    }

    private boolean isArchived() {
        return terms instanceof Terms.Channel channel && channel.archived();
    }

    private boolean isLastOwner(@Nullable MemberRole role) {
        return role == MemberRole.OWNER && owners == 1;
    }

    private Decision refusedAsWrongKind(AccountId by) {
        return refused(known.containsKey(by) ? Refusal.WRONG_KIND : Refusal.NOT_A_MEMBER);
    }

    private static Decision refused(Refusal reason) {
        return new Decision.Refused(reason);
    }

    private Decision seated(AccountId account, MemberRole role) {
        var current = known.get(account);
        if (current == null && size >= terms.capacity()) {
            return refused(Refusal.FULL);
        }
        var members = new HashMap<>(known);
        members.put(account, role);
        var stillRemoved = new HashSet<>(removed);
        stillRemoved.remove(account);
        return new Decision.Changed(
                new Roster(
                        terms,
                        revision + 1,
                        current == null ? size + 1 : size,
                        owners + count(role) - count(current),
                        members,
                        stillRemoved),
                new Change.Seated(account, role, current == null));
    }

    private Decision unseated(AccountId account, MemberRole current, boolean byOther) {
        var members = new HashMap<>(known);
        members.remove(account);
        var nowRemoved = new HashSet<>(removed);
        if (byOther) {
            nowRemoved.add(account);
        }
        return new Decision.Changed(
                new Roster(
                        terms,
                        revision + 1,
                        size - 1,
                        owners - count(current),
                        members,
                        nowRemoved),
                new Change.Unseated(account, byOther));
    }

    private Decision ruled(Terms next) {
        return new Decision.Changed(
                new Roster(next, revision + 1, size, owners, known, removed),
                new Change.Ruled(next));
    }

    /// One owner or none.
    private static int count(@Nullable MemberRole role) {
        return role == MemberRole.OWNER ? 1 : 0;
    }
}
