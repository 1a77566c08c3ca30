package org.homeroom.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.homeroom.local.StackOptions;

/// The figures of one run: printed as they come, and kept as JSON in `bench/results`.
final class Report implements AutoCloseable {
    private final String scenario;
    private final Instant began = Instant.now();
    private final List<Map<String, Object>> figures = new ArrayList<>();

    Report(String scenario) {
        this.scenario = scenario;
    }

    static void say(String line) {
        System.out.println(line);
    }

    /// @param limit what the same machine does at best, or what is aimed at; in words
    void figure(String name, double value, String unit, String limit) {
        var figure = new LinkedHashMap<String, Object>();
        figure.put("name", name);
        figure.put("value", Math.round(value * 100) / 100.0);
        figure.put("unit", unit);
        figure.put("beside", limit);
        figure.put("load", loadAverage());
        figures.add(figure);
        say("  %-58s %10.2f %-10s %s".formatted(name, value, unit, limit));
    }

    void latency(String name, Histogram micros, String limit) {
        for (var percentile : new double[] {50, 99, 99.9}) {
            figure(
                    "%s p%s".formatted(name, String.valueOf(percentile).replaceFirst("\\.0$", "")),
                    micros.getValueAtPercentile(percentile) / 1000.0,
                    "ms",
                    limit);
        }
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    @Override
    public void close() throws IOException {
        var root = StackOptions.checkout();
        var result = new LinkedHashMap<String, Object>();
        result.put("scenario", scenario);
        result.put("began", began.toString());
        result.put("commit", commit(root));
        result.put("cores", Runtime.getRuntime().availableProcessors());
        result.put("java", Runtime.version().toString());
        result.put("figures", figures);
        var file =
                Files.createDirectories(root.resolve("bench/results"))
                        .resolve("%s.json".formatted(scenario));
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), result);
        say("kept in bench/results/" + file.getFileName());
    }

    private static String commit(Path root) {
        try {
            var git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty")
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .start();
            var said = new String(git.getInputStream().readAllBytes()).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "unknown";
        } catch (IOException none) {
            return "unknown";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
