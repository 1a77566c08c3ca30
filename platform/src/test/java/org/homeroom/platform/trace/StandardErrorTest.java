package org.homeroom.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StandardErrorTest {
    private final ArrayList<String> log = new ArrayList<>();
    private final PrintStream error = StandardError.printing(log::add);

    @Test
    void everyLineIsARecord() {
        error.println("The line of 王小明 has ended");
        error.print("half a ");
        assertThat(log).containsExactly("The line of 王小明 has ended");
        error.print("line\r\n\nand the next\n");
        assertThat(log).containsExactly("The line of 王小明 has ended", "half a line", "and the next");
    }

    @Test
    void anExceptionThatIsPrintedIsThereWithItsTrace() {
        new IllegalStateException("gone").printStackTrace(error);
        assertThat(log).hasSizeGreaterThan(1);
        assertThat(log.getFirst()).isEqualTo("java.lang.IllegalStateException: gone");
        assertThat(log.get(1)).contains("StandardErrorTest");
    }

    @Test
    void aLogThatCannotBeWrittenToIsNotAskedToTellOfItself() {
        var stream = new AtomicReference<PrintStream>();
        stream.set(
                StandardError.printing(line -> {
                    log.add(line);
                    stream.get().println("cannot write: " + line);
                }));
        stream.get().println("first");
        stream.get().println("second");
        assertThat(log).containsExactly("first", "second");
    }
}
