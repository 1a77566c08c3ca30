package org.homeroom.local;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.homeroom.embedded.EmbeddedException;
import org.jspecify.annotations.Nullable;

/// A process of the stack that is started again whenever it ends by itself, sooner the first time
/// than the tenth.
public final class Child {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// Who ran for so long has recovered: its next death is a first one again.
    private static final Duration STEADY = Duration.ofSeconds(60);

    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);

    /// Starts the process once.
    interface Launch {
        Running launch() throws IOException;
    }

    /// A process that was started.
    interface Running {
        Process process();

        /// Ends it orderly if it lets itself be ended in bounded time, else by force; returns when
        /// it is gone.
        void stop();
    }

    private final String name;
    private final Launch launch;
    private final BooleanSupplier probe;
    private final PidFiles pids;
    private final ScheduledExecutorService timer;
    private final StackListener listener;

    // All guarded by this.
    private @Nullable Running running;
    private boolean wanted;
    private int deaths;
    private long startedAt;

    Child(
            String name,
            Launch launch,
            BooleanSupplier probe,
            PidFiles pids,
            ScheduledExecutorService timer,
            StackListener listener) {
        this.name = name;
        this.launch = launch;
        this.probe = probe;
        this.pids = pids;
        this.timer = timer;
        this.listener = listener;
    }

    public String name() {
        return name;
    }

    /// Starts the process, or does nothing if it runs.
    public synchronized void start() {
        wanted = true;
        deaths = 0;
        if (running == null) {
            launch();
        }
    }

    private synchronized void launch() {
        try {
            var started = launch.launch();
            running = started;
            startedAt = System.nanoTime();
            pids.write(name, started.process().toHandle());
            Thread.ofVirtual().name("watch-" + name).start(() -> watch(started));
        } catch (IOException e) {
            wanted = false;
            throw new StackException(
                    "%s cannot be started: %s.".formatted(name, e.getMessage()), e);
        }
    }

    /// Waits on a thread of its own: `Process.onExit` runs what follows on the common pool, which
    /// on two cores has one thread, and what follows waits for processes itself.
    private void watch(Running started) {
        try {
            started.process().waitFor();
            ended(started);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ended(Running which) {
        if (running != which) {
            return;
        }
        running = null;
        // Frees what the object holds for its process, such as a lock on its data.
        which.stop();
        if (!wanted) {
            return;
        }
        var ranFor = Duration.ofNanos(System.nanoTime() - startedAt);
        deaths = ranFor.compareTo(STEADY) > 0 ? 1 : deaths + 1;
        var pause = pauseAfter(deaths);
        listener.note(
                "%s ended by itself; it is started again in %.1f s."
                        .formatted(name, pause.toMillis() / 1000.0));
        timer.schedule(this::relaunch, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void relaunch() {
        if (!wanted || running != null) {
            return;
        }
        try {
            launch();
        } catch (StackException | EmbeddedException e) {
            deaths++;
            wanted = true;
            listener.note(String.valueOf(e.getMessage()));
            timer.schedule(this::relaunch, pauseAfter(deaths).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// 0.5 s, 1 s, 2 s, … 30 s.
    static Duration pauseAfter(int deaths) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(deaths, 1) - 1, 16));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /// Ends the process orderly and leaves it ended.
    public void stop() {
        Running last;
        synchronized (this) {
            wanted = false;
            last = running;
            running = null;
        }
        // Not under the lock: it may take seconds, and the process's end is reported meanwhile.
        if (last != null) {
            last.stop();
        }
        try {
            pids.delete(name);
        } catch (IOException _) {
            // A stale one is recognised.
        }
    }

    /// Ends the process orderly and starts it anew.
    public void restart() {
        stop();
        start();
    }

    /// Ends the process as `kill -9` does. It then comes back as after any death.
    public void kill() throws InterruptedException {
        var victim = requireRunning();
        victim.process().destroyForcibly().waitFor();
        ended(victim);
    }

    /// Halts the process where it stands (SIGSTOP): to others it is alive and silent.
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /// Lets a halted process go on.
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        var pid = Long.toString(requireRunning().process().pid());
        new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
    }

    private synchronized Running requireRunning() {
        if (running == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return running;
    }

    /// The process id, or -1 while there is none.
    public synchronized long pid() {
        return running == null ? -1 : running.process().pid();
    }

    /// Whether it answers that it is ready.
    public boolean isReady() {
        return pid() != -1 && probe.getAsBoolean();
    }

    /// How often it has ended by itself lately.
    synchronized int deaths() {
        return deaths;
    }

    /// Waits until it is ready.
    ///
    /// @throws StackException if it is not within `limit`
    public void awaitReady(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > deadline) {
                throw new StackException(
                        "%s is not ready after %d s.".formatted(name, limit.toSeconds()));
            }
            Thread.sleep(BETWEEN_PROBES);
        }
    }
}
