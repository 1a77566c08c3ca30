package org.homeroom.signaling.live;

import java.util.Optional;
import org.homeroom.platform.event.CallSignalEvent.Signal;

/// Whether something looks like what browsers send each other. What it says in detail is for the
/// other browser to understand.
final class SignalCheck {
    /// A description with a dozen media has some 20,000 characters; a frame holds 64 KiB.
    static final int LONGEST_SDP = 60_000;

    static final int LONGEST_CANDIDATE = 1_000;

    /// As long as RFC 8839 lets a user name fragment be, and longer than any media id of a browser.
    static final int LONGEST_NAME = 256;

    private SignalCheck() {}

    /// @return what is wrong with it
    static Optional<String> faultOf(Signal signal) {
        return switch (signal) {
            case Signal.Description(_, _, _, var sdp) -> {
                if (sdp.length() > LONGEST_SDP) {
                    yield Optional.of("“sdp” has more than 60,000 characters.");
                }
                yield isDescription(sdp)
                        ? Optional.empty()
                        : Optional.of("“sdp” is no session description (RFC 8866).");
            }
            case Signal.Candidate candidate -> faultOf(candidate);
            case Signal.Media _ -> Optional.empty();
        };
    }

    private static Optional<String> faultOf(Signal.Candidate signal) {
        var candidate = signal.candidate();
        if (candidate.length() > LONGEST_CANDIDATE
                || !(candidate.isEmpty() || candidate.startsWith("candidate:"))
                || hasControls(candidate)) {
            return Optional.of("“candidate” is none (RFC 8839, section 5.1).");
        }
        var mid = signal.mid();
        var fragment = signal.fragment();
        var line = signal.line();
        if (mid != null && (mid.length() > LONGEST_NAME || hasControls(mid))) {
            return Optional.of("“mid” names no media.");
        }
        if (fragment != null && (fragment.length() > LONGEST_NAME || hasControls(fragment))) {
            return Optional.of("“fragment” is none (RFC 8839, section 5.4).");
        }
        return line != null && (line < 0 || line > 1_000)
                ? Optional.of("“line” counts media from 0.")
                : Optional.empty();
    }

    /// Begins with its version and its origin, and all of its lines are a letter and a value.
    private static boolean isDescription(String sdp) {
        var lines = sdp.split("\r?\n", -1);
        if (lines.length < 4 || !lines[0].equals("v=0") || !lines[1].startsWith("o=")) {
            return false;
        }
        for (var i = 0; i < lines.length; i++) {
            var isLast = i == lines.length - 1 && lines[i].isEmpty();
            if (!isLast && !isLine(lines[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLine(String line) {
        return line.length() >= 2
                && line.charAt(0) >= 'a'
                && line.charAt(0) <= 'z'
                && line.charAt(1) == '='
                && !hasControls(line);
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(character -> character < ' ' && character != '\t');
    }
}
