package org.homeroom.platform.test;

import io.quarkus.test.junit.callback.QuarkusTestAfterTestExecutionCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a service under test did not answer in time: prints what its threads and its database were
/// doing, for by the time somebody looks it has gone.
public final class WhenStuck implements QuarkusTestAfterTestExecutionCallback {
    @Override
    public void afterTestExecution(QuarkusTestMethodContext context) {
        var why = context.getTestStatus().getTestErrorCause();
        if (isTimeout(why)) {
            System.err.printf(
                    "%s got no answer. The database:%n%sThe threads:%n%s%n",
                    context.getTestMethod().getName(), SharedServers.databaseActivity(), threads());
        }
    }

    private static boolean isTimeout(@Nullable Throwable why) {
        return Stream.iterate(why, failure -> failure != null, failure -> failure.getCause())
                .anyMatch(SocketTimeoutException.class::isInstance);
    }

    private static String threads() {
        var threads = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
        return Arrays.stream(threads).map(Object::toString).collect(Collectors.joining());
    }
}
