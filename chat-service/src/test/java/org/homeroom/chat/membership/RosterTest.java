package org.homeroom.chat.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.platform.event.MemberRole.GUEST;
import static org.homeroom.platform.event.MemberRole.MEMBER;
import static org.homeroom.platform.event.MemberRole.OWNER;
import static org.homeroom.platform.event.MemberRole.TEACHER;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.homeroom.chat.membership.Decision.Change;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.Terms.Access;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
    private static final AccountId OWN = account(0);
    private static final AccountId OTHER = account(1);
    private static final AccountId THIRD = account(2);
    private static final Terms.Channel OPEN =
            new Terms.Channel("7B", "", Access.OPEN, false, false);
    private static final Terms.Channel PRIVATE =
            new Terms.Channel("7B", "", Access.PRIVATE, false, false);
    private static final Terms.Channel ARCHIVED =
            new Terms.Channel("7B", "", Access.OPEN, false, true);

    private static AccountId account(int number) {
        return new AccountId(new UUID(1, number));
    }

    private static Roster roster(Terms terms, Map<AccountId, MemberRole> members) {
        var owners = (int) members.values().stream().filter(OWNER::equals).count();
        return new Roster(terms, 5, members.size(), owners, members, Set.of());
    }

    /// A channel in which somebody else owns.
    private static Roster channel(Terms terms, MemberRole own, MemberRole other) {
        return roster(terms, Map.of(OWN, own, OTHER, other, THIRD, OWNER));
    }

    private static Refusal refusal(Decision decision) {
        return decision instanceof Decision.Refused(var reason) ? reason : null;
    }

    private static Change change(Decision decision) {
        return decision instanceof Decision.Changed(_, var change) ? change : null;
    }

    /// The contract's table: who may make what of whom.
    @ParameterizedTest
    @CsvSource({
        "OWNER, GUEST, OWNER, true",
        "OWNER, OWNER, GUEST, true",
        "OWNER, TEACHER, MEMBER, true",
        "TEACHER, MEMBER, GUEST, true",
        "TEACHER, GUEST, MEMBER, true",
        "TEACHER, MEMBER, TEACHER, false",
        "TEACHER, TEACHER, MEMBER, false",
        "TEACHER, OWNER, MEMBER, false",
        "MEMBER, GUEST, MEMBER, false",
        "MEMBER, MEMBER, GUEST, false",
        "GUEST, GUEST, MEMBER, false",
    })
    void rolesAreChangedByThoseAbove(
            MemberRole own, MemberRole from, MemberRole to, boolean allowed) {
        var decision = channel(OPEN, own, from).apply(new Act.Seat(OWN, OTHER, to));

        if (allowed) {
            assertThat(change(decision)).isEqualTo(new Change.Seated(OTHER, to, false));
        } else {
            assertThat(refusal(decision)).isEqualTo(Refusal.NOT_ALLOWED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, true", "OWNER, TEACHER, true", "OWNER, GUEST, true",
        "TEACHER, OWNER, false", "TEACHER, TEACHER, false", "TEACHER, MEMBER, true",
        "TEACHER, GUEST, true", "MEMBER, MEMBER, false", "MEMBER, GUEST, false",
        "GUEST, GUEST, false",
    })
    void peopleAreRemovedAndBroughtInByThoseAbove(
            MemberRole own, MemberRole other, boolean allowed) {
        var removed = channel(OPEN, own, other).apply(new Act.Unseat(OWN, OTHER));
        var without = roster(OPEN, Map.of(OWN, own, THIRD, OWNER));
        var added = without.apply(new Act.Seat(OWN, OTHER, other));

        assertThat(without.mayHandle(OWN, other)).isEqualTo(allowed);
        if (allowed) {
            assertThat(change(removed)).isEqualTo(new Change.Unseated(OTHER, true));
            assertThat(change(added)).isEqualTo(new Change.Seated(OTHER, other, true));
        } else {
            assertThat(refusal(removed)).isEqualTo(Refusal.NOT_ALLOWED);
            assertThat(refusal(added)).isEqualTo(Refusal.NOT_ALLOWED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everybodyMayLeaveAndTakeALesserRole(MemberRole own) {
        var channel = channel(OPEN, own, MEMBER);

        assertThat(change(channel.apply(new Act.Unseat(OWN, OWN))))
                .isEqualTo(new Change.Unseated(OWN, false));
        for (var role : MemberRole.values()) {
            var decision = channel.apply(new Act.Seat(OWN, OWN, role));
            // In the order of the enum, the most first.
            if (role == own) {
                assertThat(decision).isEqualTo(new Decision.Unchanged());
            } else if (role.compareTo(own) > 0) {
                assertThat(change(decision)).isEqualTo(new Change.Seated(OWN, role, false));
            } else {
                assertThat(refusal(decision)).isEqualTo(Refusal.NOT_ALLOWED);
            }
        }
    }

    @Test
    void theLastOwnerStays() {
        var channel = roster(OPEN, Map.of(OWN, OWNER, OTHER, TEACHER));

        assertThat(refusal(channel.apply(new Act.Unseat(OWN, OWN)))).isEqualTo(Refusal.LAST_OWNER);
        assertThat(refusal(channel.apply(new Act.Seat(OWN, OWN, TEACHER))))
                .isEqualTo(Refusal.LAST_OWNER);
    }

    @Test
    void anOpenChannelIsJoinedByOneselfAsAMember() {
        var channel = roster(OPEN, Map.of(OTHER, OWNER));

        assertThat(change(channel.apply(new Act.Seat(OWN, OWN, MEMBER))))
                .isEqualTo(new Change.Seated(OWN, MEMBER, true));
        assertThat(refusal(channel.apply(new Act.Seat(OWN, OWN, OWNER))))
                .isEqualTo(Refusal.NOT_ALLOWED);
        assertThat(refusal(channel.apply(new Act.Seat(OWN, THIRD, MEMBER))))
                .isEqualTo(Refusal.NOT_ALLOWED);
    }

    @Test
    void aPrivateChannelIsNotThereForThoseOutside() {
        var channel = roster(PRIVATE, Map.of(OTHER, OWNER));
        for (var act :
                List.of(
                        new Act.Seat(OWN, OWN, MEMBER),
                        new Act.Seat(OWN, THIRD, MEMBER),
                        new Act.Unseat(OWN, OTHER),
                        new Act.Unseat(OWN, OWN),
                        new Act.Rule(OWN, OPEN))) {
            assertThat(refusal(channel.apply(act))).as("%s", act).isEqualTo(Refusal.NOT_A_MEMBER);
        }
    }

    @Test
    void whoeverWasRemovedComesBackOnlyIfSomebodyLetsThemIn() {
        var before = roster(OPEN, Map.of(OWN, OWNER, OTHER, MEMBER));
        if (!(before.apply(new Act.Unseat(OWN, OTHER))
                instanceof Decision.Changed(var roster, _))) {
            throw new AssertionError("was not removed");
        }
        assertThat(refusal(roster.apply(new Act.Seat(OTHER, OTHER, MEMBER))))
                .isEqualTo(Refusal.NOT_ALLOWED);
        assertThat(refusal(roster.apply(new Act.Accept(OTHER, OWN, MEMBER))))
                .isEqualTo(Refusal.NOT_ALLOWED);
        assertThat(roster.apply(new Act.Seat(OWN, OTHER, MEMBER)))
                .isInstanceOfSatisfying(
                        Decision.Changed.class,
                        changed -> assertThat(changed.next().removed()).isEmpty());
    }

    @Test
    void anInvitationIsWorthWhatItsMakerMayDoNow() {
        for (var role : MemberRole.values()) {
            var decision =
                    roster(PRIVATE, Map.of(OTHER, role, THIRD, OWNER))
                            .apply(new Act.Accept(OWN, OTHER, MEMBER));
            switch (role) {
                case OWNER, TEACHER ->
                        assertThat(change(decision))
                                .isEqualTo(new Change.Seated(OWN, MEMBER, true));
                case MEMBER, GUEST ->
                        assertThat(refusal(decision)).isEqualTo(Refusal.INVITER_MAY_NOT);
            }
        }
        assertThat(
                        refusal(
                                roster(PRIVATE, Map.of(THIRD, OWNER))
                                        .apply(new Act.Accept(OWN, OTHER, MEMBER))))
                .isEqualTo(Refusal.INVITER_MAY_NOT);
        assertThat(
                        roster(PRIVATE, Map.of(THIRD, OWNER, OWN, GUEST))
                                .apply(new Act.Accept(OWN, THIRD, MEMBER)))
                .isEqualTo(new Decision.Unchanged());
    }

    @Test
    void inAnArchivedChannelPeopleOnlyLeaveAndAnOwnerBringsItBack() {
        var channel = channel(ARCHIVED, OWNER, MEMBER);

        assertThat(refusal(channel.apply(new Act.Seat(OWN, OTHER, GUEST))))
                .isEqualTo(Refusal.ARCHIVED);
        assertThat(refusal(channel.apply(new Act.Seat(account(9), account(9), MEMBER))))
                .isEqualTo(Refusal.ARCHIVED);
        assertThat(refusal(channel.apply(new Act.Accept(account(9), OWN, MEMBER))))
                .isEqualTo(Refusal.ARCHIVED);
        assertThat(
                        refusal(
                                channel.apply(
                                        new Act.Rule(
                                                OWN,
                                                new Terms.Channel(
                                                        "8B", "", Access.OPEN, false, true)))))
                .isEqualTo(Refusal.ARCHIVED);
        assertThat(change(channel.apply(new Act.Unseat(OWN, OTHER))))
                .isEqualTo(new Change.Unseated(OTHER, true));
        assertThat(change(channel.apply(new Act.Rule(OWN, OPEN))))
                .isEqualTo(new Change.Ruled(OPEN));
        assertThat(refusal(channel(ARCHIVED, TEACHER, MEMBER).apply(new Act.Rule(OWN, OPEN))))
                .isEqualTo(Refusal.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, true, true",
        "TEACHER, true, false",
        "MEMBER, false, false",
        "GUEST, false, false"
    })
    void termsAreChangedByOwnersAndTeachersAndArchivedByOwners(
            MemberRole own, boolean mayRule, boolean mayArchive) {
        var channel = channel(OPEN, own, MEMBER);

        assertThat(change(channel.apply(new Act.Rule(OWN, PRIVATE))) != null).isEqualTo(mayRule);
        assertThat(change(channel.apply(new Act.Rule(OWN, ARCHIVED))) != null)
                .isEqualTo(mayArchive);
        assertThat(channel.apply(new Act.Rule(OWN, OPEN))).isEqualTo(new Decision.Unchanged());
        assertThat(refusal(channel.apply(new Act.Rule(OWN, new Terms.Group("7B")))))
                .isEqualTo(Refusal.WRONG_KIND);
    }

    @Test
    void inAGroupAllAddAndNobodyRemoves() {
        var group = roster(new Terms.Group(""), Map.of(OWN, MEMBER, OTHER, MEMBER));

        assertThat(change(group.apply(new Act.Seat(OWN, THIRD, MEMBER))))
                .isEqualTo(new Change.Seated(THIRD, MEMBER, true));
        assertThat(refusal(group.apply(new Act.Seat(OWN, THIRD, TEACHER))))
                .isEqualTo(Refusal.WRONG_KIND);
        assertThat(refusal(group.apply(new Act.Seat(THIRD, THIRD, MEMBER))))
                .isEqualTo(Refusal.NOT_A_MEMBER);
        assertThat(refusal(group.apply(new Act.Unseat(OWN, OTHER)))).isEqualTo(Refusal.NOT_ALLOWED);
        assertThat(change(group.apply(new Act.Unseat(OWN, OWN))))
                .isEqualTo(new Change.Unseated(OWN, false));
        assertThat(change(group.apply(new Act.Rule(OWN, new Terms.Group("Physics")))))
                .isEqualTo(new Change.Ruled(new Terms.Group("Physics")));
    }

    @Test
    void aDirectConversationStaysAsItIs() {
        var direct = roster(new Terms.Direct(), Map.of(OWN, MEMBER, OTHER, MEMBER));
        for (var act :
                List.of(
                        new Act.Seat(OWN, THIRD, MEMBER),
                        new Act.Unseat(OWN, OTHER),
                        new Act.Unseat(OWN, OWN),
                        new Act.Rule(OWN, new Terms.Group("")))) {
            assertThat(refusal(direct.apply(act))).as("%s", act).isEqualTo(Refusal.WRONG_KIND);
        }
        assertThat(refusal(direct.apply(new Act.Seat(THIRD, THIRD, MEMBER))))
                .isEqualTo(Refusal.NOT_A_MEMBER);
    }

    @Test
    void aFullOneTakesNobodyMore() {
        var people = new HashMap<AccountId, MemberRole>();
        IntStream.range(0, 50).forEach(i -> people.put(account(i), MEMBER));
        assertThat(
                        refusal(
                                roster(new Terms.Group(""), people)
                                        .apply(new Act.Seat(OWN, account(50), MEMBER))))
                .isEqualTo(Refusal.FULL);
        var full = new Roster(OPEN, 5, 5_000, 1, Map.of(OWN, OWNER, OTHER, MEMBER), Set.of());
        assertThat(refusal(full.apply(new Act.Seat(OWN, THIRD, MEMBER)))).isEqualTo(Refusal.FULL);
        assertThat(change(full.apply(new Act.Seat(OWN, OTHER, GUEST))))
                .isEqualTo(new Change.Seated(OTHER, GUEST, false));
    }

    /// Whatever is tried by whomever: a channel keeps an owner and its counts, each change is one
    /// revision, and nobody below an owner or teacher changes anything for anybody else.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noSequenceOfActsBreaksAChannel(long seed) {
        var random = new Random(seed);
        var roster = roster(OPEN, Map.of(OWN, OWNER));
        for (var step = 0; step < 5_000; step++) {
            var by = account(random.nextInt(6));
            var act = act(random, by);
            var decision = roster.apply(act);
            if (!(decision instanceof Decision.Changed(var next, var change))) {
                continue;
            }
            assertThat(next.revision()).isEqualTo(roster.revision() + 1);
            assertThat(next.size()).isEqualTo(next.known().size());
            assertThat(next.owners())
                    .isEqualTo((int) next.known().values().stream().filter(OWNER::equals).count())
                    .isPositive();
            assertThat(Collections.disjoint(next.known().keySet(), next.removed())).isTrue();
            var own = roster.known().get(by);
            switch (change) {
                case Change.Seated(var account, _, _) ->
                        assertThat(account.equals(by) || own == OWNER || own == TEACHER).isTrue();
                case Change.Unseated(var account, _) ->
                        assertThat(account.equals(by) || own == OWNER || own == TEACHER).isTrue();
                case Change.Ruled _ -> assertThat(own).isIn(OWNER, TEACHER);
            }
            roster = next;
        }
        assertThat(roster.revision()).isGreaterThan(100);
    }

    private static Act act(Random random, AccountId by) {
        var account = account(random.nextInt(6));
        var role = MemberRole.values()[random.nextInt(4)];
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Act.Seat(by, account, role);
            case 3 -> new Act.Seat(by, by, MEMBER);
            case 4, 5 -> new Act.Unseat(by, account);
            case 6 -> new Act.Accept(by, account, random.nextBoolean() ? MEMBER : GUEST);
            default -> new Act.Rule(by, List.of(OPEN, PRIVATE, ARCHIVED).get(random.nextInt(3)));
        };
    }
}
