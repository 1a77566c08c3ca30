package org.homeroom.engine.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The server as an object: it is always there.
final class ServerManager extends MediaObject {
    static final String ID = "manager_ServerManager";

    /// Of the protocol that is spoken.
    private static final String VERSION = "7.3.0";

    /// In milliseconds: nobody waits longer.
    private static final int LONGEST_INTERVAL = 5_000;

    private static final double NANOS_A_MILLI = 1_000_000;

    private volatile Supplier<List<String>> sessions = List::of;

    ServerManager(ObjectTree tree) {
        super(tree, Type.SERVER_MANAGER, ID, Optional.empty());
    }

    void sessions(Supplier<List<String>> newSessions) {
        sessions = newSessions;
    }

    @Override
    Optional<MediaPipeline> pipeline() {
        return Optional.empty();
    }

    @Override
    JsonNode invoke(String operation, Params params) {
        return switch (operation) {
            case "getInfo" -> info();
            case "getPipelines" ->
                    Json.texts(tree().pipelines().stream().map(MediaObject::id).toList());
            case "getSessions" -> Json.texts(sessions.get());
            case "getMetadata" -> Json.text("");
            case "getCpuCount" -> Json.number(Runtime.getRuntime().availableProcessors());
            case "getUsedMemory" -> Json.number(usedMemory());
            case "getUsedCpu" -> Json.number(usedCpu(params.integer("interval")));
            case "getKmd" -> throw Fault.undefined("Requested kmd module doesn't exist");
            default -> super.invoke(operation, params);
        };
    }

    private static JsonNode info() {
        var info = Json.complex("ServerInfo").put("type", "KMS").put("version", VERSION);
        info.set("capabilities", Json.texts(List.of("transactions")));
        info.set(
                "modules",
                Json.array(
                        List.of(
                                module("core", List.of("MediaPipeline", "PassThrough")),
                                module("elements", List.of("WebRtcEndpoint")))));
        return info;
    }

    private static JsonNode module(String name, List<String> factories) {
        var module =
                Json.complex("ModuleInfo")
                        .put("name", name)
                        .put("version", VERSION)
                        .put("generationTime", "");
        module.set("factories", Json.texts(factories));
        return module;
    }

    /// In KiB, of the heap and beside it.
    private static long usedMemory() {
        var memory = ManagementFactory.getMemoryMXBean();
        return (memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getUsed())
                / 1_024;
    }

    /// In percent of all processors, of this process.
    ///
    /// @param interval that it is measured in, milliseconds
    private static double usedCpu(int interval) {
        if (interval <= 0 || interval > LONGEST_INTERVAL) {
            throw Fault.undefined(
                    "'interval' is to be 1 to %d milliseconds".formatted(LONGEST_INTERVAL));
        }
        long before = cpuNanos();
        try {
            Thread.sleep(interval);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        double used = (cpuNanos() - before) / NANOS_A_MILLI / interval;
        return 100 * used / Runtime.getRuntime().availableProcessors();
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
