package org.homeroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void comesBackWhenItWasKilled() throws Exception {
        var child = child("exec sleep 600", () -> true);
        child.start();
        var first = child.pid();

        child.kill();
        until(() -> child.pid() != -1 && child.pid() != first);

        assertThat(notes).containsExactly("toy ended by itself; it is started again in 0.5 s.");
        child.stop();
        assertThat(ProcessHandle.of(first)).isEmpty();
    }

    /// The common pool has one thread on a machine with two cores, and anybody may block it.
    @Test
    void comesBackWithoutTheCommonPool() throws Exception {
        var pool = ForkJoinPool.commonPool();
        var busy = new CountDownLatch(1);
        for (var i = 0; i < pool.getParallelism(); i++) {
            pool.execute(() -> await(busy));
        }
        try {
            comesBackWhenItWasKilled();
        } finally {
            busy.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void staysDownWhenItWasStopped() throws Exception {
        var child = child("exec sleep 600", () -> true);
        child.start();
        var process = ProcessHandle.of(child.pid()).orElseThrow();
        child.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(child.pid()).isEqualTo(-1);
        assertThat(child.isReady()).isFalse();
        assertThat(notes).isEmpty();

        child.restart();
        assertThat(child.pid()).isNotEqualTo(-1);
        child.stop();
    }

    @Test
    void endsByForceWhatDoesNotEndWhenAsked() throws Exception {
        var deaf = folder.resolve("deaf");
        var child =
                child(
                        "trap '' TERM; touch " + deaf + "; while :; do sleep 0.1; done",
                        () -> Files.exists(deaf));
        child.start();
        child.awaitReady(LIMIT);
        var process = ProcessHandle.of(child.pid()).orElseThrow();
        child.stop();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void countsItsDeaths() throws Exception {
        var child = child("exit 3", () -> false);
        child.start();
        until(() -> child.deaths() >= 2);
        child.stop();
        assertThat(notes.subList(0, 2))
                .containsExactly(
                        "toy ended by itself; it is started again in 0.5 s.",
                        "toy ended by itself; it is started again in 1.0 s.");
    }

    @Test
    void waitsLongerAfterEachDeathUpToHalfAMinute() {
        assertThat(List.of(1, 2, 3, 6, 7, 1000))
                .extracting(Child::pauseAfter)
                .containsExactly(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
    }

    @Test
    void canBePaused() throws Exception {
        var beat = folder.resolve("beat");
        var child =
                child(
                        "while :; do echo . >> " + beat + "; sleep 0.02; done",
                        () -> Files.exists(beat));
        child.start();
        child.awaitReady(LIMIT);

        child.pause();
        until(() -> state(child).equals("T"));
        child.resume();
        var length = Files.size(beat);
        until(() -> beat.toFile().length() > length);
        child.stop();
    }

    @Test
    void saysThatItIsNotReadyInTime() {
        var child = child("exec sleep 600", () -> false);
        child.start();
        assertThatThrownBy(() -> child.awaitReady(Duration.ofMillis(100)))
                .hasMessageStartingWith("toy is not ready after");
        child.stop();
    }

    @Test
    void theNextStartEndsWhatAKilledOwnerLeft() throws Exception {
        var left = new ProcessBuilder("sleep", "600").start();
        new PidFiles(folder).write("toy", left.toHandle());

        assertThat(new PidFiles(folder).endLeftovers()).containsExactly("toy");

        assertThat(left.isAlive()).isFalse();
        assertThat(new PidFiles(folder).endLeftovers()).isEmpty();
    }

    @Test
    void aPidFileThatNamesAnotherProgramHarmsNobody() throws Exception {
        var ourselves = ProcessHandle.current();
        Files.writeString(folder.resolve("toy.pid"), ourselves.pid() + " 1000\n");
        Files.writeString(folder.resolve("half.pid"), "12");
        Files.writeString(folder.resolve("gone.pid"), "999999999 1000\n");
        assertThat(new PidFiles(folder).endLeftovers()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    /// On systems without `/proc` the signal's effect is seen by the second half of the test only.
    private static String state(Child child) {
        try {
            var status = Path.of("/proc", Long.toString(child.pid()), "stat");
            return Files.exists(status) ? Files.readString(status).split(" ")[2] : "T";
        } catch (IOException e) {
            return "";
        }
    }

    private Child child(String script, BooleanSupplier probe) {
        Child.Launch launch =
                () -> {
                    var process = new ProcessBuilder("sh", "-c", script).start();
                    return new ProcessRunning(process, Duration.ofSeconds(1));
                };
        return new Child("toy", launch, probe, new PidFiles(folder), timer, new Notes(notes));
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(LIMIT).until(condition);
    }

    record Notes(List<String> lines) implements StackListener {
        @Override
        public void waiting(Collection<String> names) {}

        @Override
        public void ready(String name, Duration after) {}

        @Override
        public void note(String line) {
            lines.add(line);
        }
    }
}
