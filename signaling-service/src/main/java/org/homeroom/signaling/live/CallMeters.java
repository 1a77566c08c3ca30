package org.homeroom.signaling.live;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.Answer;
import org.homeroom.signaling.SignalingProblem;
import org.homeroom.signaling.live.Devices.Place;
import org.homeroom.signaling.live.SignalingCommand.Report;
import org.jspecify.annotations.Nullable;

/// How calls were, by what their devices say when they are over: for those who run the
/// installation. Of whom they were it keeps nothing.
@Singleton
final class CallMeters {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MOST_FREEZES = 100_000;

    private final CallBoard board;
    private final MeterRegistry metrics;
    private final Timer setUp;
    private final Timer roundTrip;
    private final DistributionSummary loss;
    private final DistributionSummary freezes;

    CallMeters(CallBoard board, MeterRegistry metrics) {
        this.board = board;
        this.metrics = metrics;
        setUp =
                Timer.builder("homeroom.calls.set.up")
                        .description(
                                "From the answer to the first sound, at one of the two devices")
                        .publishPercentileHistogram()
                        .maximumExpectedValue(LONGEST)
                        .register(metrics);
        roundTrip =
                Timer.builder("homeroom.calls.round.trip")
                        .description("From one device to the other and back")
                        .publishPercentileHistogram()
                        .maximumExpectedValue(Duration.ofSeconds(10))
                        .register(metrics);
        loss =
                DistributionSummary.builder("homeroom.calls.loss")
                        .description("The share of packets that were lost, 0 to 1")
                        .serviceLevelObjectives(0.01, 0.03, 0.1, 0.3)
                        .register(metrics);
        freezes =
                DistributionSummary.builder("homeroom.calls.freezes")
                        .description("How often a picture stood still, a call")
                        .serviceLevelObjectives(1, 3, 10, 30)
                        .register(metrics);
    }

    /// Each device reports each of its calls once; what it says again is passed over.
    Answer take(Place place, Report report) {
        var isOwn =
                board.find(report.call())
                        .filter(call ->
                                call.caller().equals(place.account())
                                        || call.callee().equals(place.account()))
                        .isPresent();
        if (!isOwn) {
            return Answer.refused(
                    Problem.of(SignalingProblem.CALL_NOT_FOUND, "There is no such call of yours."));
        }
        var fault = faultOf(report);
        if (fault.isPresent()) {
            return Answer.refused(Problem.of(CommonProblem.INVALID_REQUEST, fault.get()));
        }
        if (place.reported().add(report.call())) {
            count(report);
        }
        return Answer.DONE;
    }

    private void count(Report report) {
        var path = report.path();
        metrics.counter(
                        "homeroom.calls.path",
                        "path",
                        path == null ? "none" : path.name().toLowerCase(Locale.ROOT))
                .increment();
        if (report.setUpMs() != null) {
            setUp.record(Duration.ofMillis(report.setUpMs()));
        }
        if (report.roundTripMs() != null) {
            roundTrip.record(Duration.ofMillis(report.roundTripMs()));
        }
        loss.record(report.loss());
        freezes.record(report.freezes());
    }

    private static Optional<String> faultOf(Report report) {
        if (isOutside(report.setUpMs(), LONGEST.toMillis())) {
            return Optional.of("“setUpMs” is 0 to 120,000.");
        }
        if (isOutside(report.roundTripMs(), LONGEST.toMillis())) {
            return Optional.of("“roundTripMs” is 0 to 120,000.");
        }
        if (!(report.loss() >= 0 && report.loss() <= 1)) {
            return Optional.of("“loss” is 0 to 1.");
        }
        return isOutside(report.freezes(), MOST_FREEZES)
                ? Optional.of("“freezes” is 0 to 100,000.")
                : Optional.empty();
    }

    private static boolean isOutside(@Nullable Integer value, long most) {
        return value != null && (value < 0 || value > most);
    }
}
