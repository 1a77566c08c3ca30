package org.homeroom.local;

import java.util.List;

/// How eagerly a JVM compiles. Starting is short of processor time, not of anything else: with the
/// usual thresholds the seven JVMs spend more of it on compiling what runs once than on starting.
enum Compilation {
    /// By C1 alone: two thirds less to start with, half the speed in the long run. For who waits
    /// more than they work.
    LIGHT(List.of("-XX:TieredStopAtLevel=1")),

    /// By C2 only what proved hot ten times over: within seconds under load, not at the start.
    PATIENT(
            List.of(
                    "-XX:Tier4InvocationThreshold=50000",
                    "-XX:Tier4MinInvocationThreshold=6000",
                    "-XX:Tier4CompileThreshold=150000",
                    "-XX:Tier4BackEdgeThreshold=400000"));

    private final List<String> flags;

    Compilation(List<String> flags) {
        this.flags = flags;
    }

    List<String> flags() {
        return flags;
    }
}
