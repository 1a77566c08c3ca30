package org.homeroom.chat.live;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.homeroom.chat.call.CallHistoryStore;
import org.homeroom.chat.notification.Activity;
import org.homeroom.chat.notification.ActivityStore;
import org.homeroom.chat.notification.ActivityStore.Concerned;
import org.homeroom.chat.notification.ActivityStore.Place;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.socket.Peer;
import org.jboss.logging.Logger;

/// Tells people how much of what concerns them is unread and how many calls they missed, whenever
/// that may have changed, and what is new.
///
/// What happens only says whose number to look up; the number told is always the database's. While
/// numbers are looked up, what happens meanwhile gathers for the next look, so however much
/// happens, each replica asks one question at a time.
@Singleton
class ActivityProducer {
    private static final Logger LOG = Logger.getLogger(ActivityProducer.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final Audience<Peer> audience;
    private final ActivityStore activity;
    private final CallHistoryStore calls;
    private final FrameProducer frames;

    // Guarded by this, all of them.
    private Set<AccountId> accounts = new HashSet<>();
    private Set<Place> places = new HashSet<>();
    private boolean looking;

    ActivityProducer(
            Audience<Peer> audience,
            ActivityStore activity,
            CallHistoryStore calls,
            FrameProducer frames) {
        this.audience = audience;
        this.activity = activity;
        this.calls = calls;
        this.frames = frames;
    }

    /// Something of an account's own has changed that its number depends on.
    void touch(AccountId account) {
        if (!audience.ofAccount(account).isEmpty()) {
            look(Set.of(account), Set.of());
        }
    }

    /// A message has come, or become another.
    ///
    /// @param number null for all of the conversation
    void touch(Place place) {
        if (!audience.ofConversation(place.conversation()).isEmpty()) {
            look(Set.of(), Set.of(place));
        }
    }

    private void look(Collection<AccountId> newAccounts, Collection<Place> newPlaces) {
        synchronized (this) {
            accounts.addAll(newAccounts);
            places.addAll(newPlaces);
            if (looking) {
                return;
            }
            looking = true;
        }
        lookOn();
    }

    private void lookOn() {
        Set<AccountId> ownChanged;
        Set<Place> changed;
        synchronized (this) {
            ownChanged = accounts;
            changed = places;
            accounts = new HashSet<>();
            places = new HashSet<>();
            looking = !ownChanged.isEmpty() || !changed.isEmpty();
            if (!looking) {
                return;
            }
        }
        tell(ownChanged, changed)
                .onFailure()
                .invoke(failure -> LOG.warnf("activity not told yet: %s", failure.getMessage()))
                .onFailure()
                .recoverWithUni(() -> {
                    synchronized (this) {
                        accounts.addAll(ownChanged);
                        places.addAll(changed);
                    }
                    return Uni.createFrom().voidItem().onItem().delayIt().by(AGAIN_AFTER);
                })
                .subscribe()
                .with(done -> lookOn(), bug -> LOG.error("activity is told no more", bug));
    }

    private Uni<Void> tell(Set<AccountId> ownChanged, Set<Place> changed) {
        return (changed.isEmpty()
                        ? Uni.createFrom().item(Set.<Concerned>of())
                        : activity.concernedBy(changed))
                .flatMap(concerned -> {
                    var listening = listening(ownChanged, concerned);
                    return activity.unread(listening)
                            .chain(unread ->
                                    calls.missed(listening)
                                            .chain(missed ->
                                                    news(listening, changed, concerned)
                                                            .invoke(news ->
                                                                    tell(unread, missed, news))));
                })
                .replaceWithVoid();
    }

    private Set<AccountId> listening(Set<AccountId> ownChanged, Set<Concerned> concerned) {
        return Stream.of(
                        ownChanged.stream(),
                        concerned.stream().flatMap(each -> Stream.ofNullable(each.account())),
                        concerned.stream()
                                .filter(each -> each.account() == null)
                                .map(each -> each.place().conversation())
                                .distinct()
                                .flatMap(all -> audience.ofConversation(all).stream())
                                .map(peer -> peer.principal().account()))
                .flatMap(part -> part)
                .filter(account -> !audience.ofAccount(account).isEmpty())
                .collect(toSet());
    }

    /// What concerns people by name. That a message calls everybody it says itself, to thousands.
    private Uni<Map<AccountId, List<Activity>>> news(
            Set<AccountId> listening, Set<Place> changed, Set<Concerned> concerned) {
        var sought =
                concerned.stream()
                        .filter(each ->
                                each.account() != null && listening.contains(each.account()))
                        .filter(each -> changed.contains(each.place()))
                        .collect(
                                groupingBy(
                                        ActivityProducer::seeker,
                                        mapping(each -> each.place().number(), toSet())));
        var found = new HashMap<AccountId, List<Activity>>();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var each : sought.entrySet()) {
            var seeker = each.getKey();
            all =
                    all.chain(() ->
                            activity.of(seeker.account, seeker.conversation, each.getValue())
                                    .invoke(items ->
                                            found.computeIfAbsent(
                                                            seeker.account,
                                                            none -> new ArrayList<>())
                                                    .addAll(items))
                                    .replaceWithVoid());
        }
        return all.replaceWith(found);
    }

    private record Seeker(AccountId account, ConversationId conversation) {}

    private static Seeker seeker(Concerned concerned) {
        var account = concerned.account();
        if (account == null) {
            throw new IllegalArgumentException("everybody");
        }
        return new Seeker(account, concerned.place().conversation());
    }

    private void tell(
            Map<AccountId, Integer> unread,
            Map<AccountId, Integer> missed,
            Map<AccountId, List<Activity>> news) {
        unread.forEach((account, count) ->
                frames.tell(
                        audience.ofAccount(account),
                        new ChatFrame.ActivityChanged(
                                count,
                                missed.getOrDefault(account, 0),
                                news.getOrDefault(account, List.of()).stream()
                                        .filter(Activity::unread)
                                        .toList())));
    }
}
