package org.homeroom.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import org.homeroom.embedded.Mail;

/// Tells a person how the stack comes up: in a terminal one line that changes, elsewhere one line
/// for each step.
final class Terminal implements StackListener {
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean live;
    private final long began = System.nanoTime();
    private boolean statusShown; // guarded by this
    private String lastStatus = ""; // guarded by this

    /// @param live whether `out` is a terminal whose lines can be rewritten
    Terminal(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    @Override
    public synchronized void waiting(Collection<String> names) {
        status("Waiting for " + String.join(", ", names));
    }

    /// Shows what is being done, until the next line.
    synchronized void status(String what) {
        if (live) {
            var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            out.print(ERASE_LINE + what + " … " + seconds + " s");
            out.flush();
            statusShown = true;
        } else if (!what.equals(lastStatus)) {
            out.println(what);
        }
        lastStatus = what;
    }

    @Override
    public void ready(String name, Duration after) {
        note("  %-18s ready after %.1f s".formatted(name, after.toMillis() / 1000.0));
    }

    @Override
    public synchronized void note(String line) {
        if (statusShown) {
            out.print(ERASE_LINE);
            statusShown = false;
        }
        // What others wrote into a log or a mail must not command this terminal.
        out.println(line.replaceAll("\\p{Cntrl}", " "));
        out.flush();
    }

    synchronized void mail(Mail mail) {
        note("Mail to %s: %s".formatted(mail.to(), mail.subject()));
        mail.links().stream().findFirst().ifPresent(link -> note("  " + link));
    }
}
