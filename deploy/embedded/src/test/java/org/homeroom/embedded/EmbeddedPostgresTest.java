package org.homeroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir Path home;

    @Test
    void keepsItsDataFromOneStartToTheNext() throws SQLException {
        try (var postgres = EmbeddedPostgres.keptIn(home).start()) {
            postgres.createDatabase("chat", "chat", "first");
            execute(postgres, "chat", "first", "CREATE TABLE note (text text)");
            execute(postgres, "chat", "first", "INSERT INTO note VALUES ('\u73ed')");
        }
        try (var postgres = EmbeddedPostgres.keptIn(home).start()) {
            postgres.createDatabase("chat", "chat", "second");
            assertThat(query(postgres, "chat", "second", "SELECT text FROM note"))
                    .isEqualTo("\u73ed");
            assertThatThrownBy(() -> query(postgres, "chat", "first", "SELECT 1"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void isDurableUnlessAskedOtherwise() throws SQLException {
        try (var postgres = EmbeddedPostgres.temporary().start();
                var connection = postgres.connect("postgres")) {
            for (var flag : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(show(connection, flag)).isEqualTo("on");
            }
            assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
        }
        try (var postgres = EmbeddedPostgres.temporary().notDurable().start();
                var connection = postgres.connect("postgres")) {
            assertThat(show(connection, "fsync")).isEqualTo("off");
        }
    }

    @Test
    void keepsUsersOutOfEachOthersDatabases() {
        try (var postgres = EmbeddedPostgres.temporary().notDurable().start()) {
            postgres.createDatabase("auth", "auth", "a");
            postgres.createDatabase("chat", "chat", "c");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(postgres.jdbcUrl("auth"), "chat", "c"))
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void recoversWhenTheServerWasKilled() throws Exception {
        var postgres = EmbeddedPostgres.keptIn(home).start();
        postgres.createDatabase("chat", "chat", "c");
        execute(postgres, "chat", "c", "CREATE TABLE note AS SELECT 1 AS number");
        postgres.process().destroyForcibly().waitFor();
        assertThat(home.resolve("cluster/postmaster.pid")).exists();
        postgres.close();

        try (var again = EmbeddedPostgres.keptIn(home).start()) {
            assertThat(query(again, "chat", "c", "SELECT number::text FROM note")).isEqualTo("1");
        }
    }

    @Test
    void passesOverAPidFileThatNamesAnotherProgram() throws IOException, SQLException {
        EmbeddedPostgres.keptIn(home).start().close();
        var ourselves = ProcessHandle.current();
        Files.writeString(
                home.resolve("cluster/postmaster.pid"),
                "%d\n%s\n1\n5432\n\n\n".formatted(ourselves.pid(), home.resolve("cluster")));
        try (var postgres = EmbeddedPostgres.keptIn(home).start();
                var connection = postgres.connect("postgres")) {
            assertThat(show(connection, "server_version")).startsWith("18.");
        }
        assertThat(ourselves.isAlive()).isTrue();
    }

    @Test
    void endsTheServerThatItsKilledOwnerLeftRunning() throws Exception {
        var owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OwnerThatWillBeKilled.class.getName(),
                                home.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long orphan;
        try (var output = owner.inputReader()) {
            orphan = Long.parseLong(output.readLine());
        } finally {
            owner.destroyForcibly().waitFor();
        }
        var handle = ProcessHandle.of(orphan).orElseThrow();
        assertThat(handle.isAlive()).isTrue();

        try (var postgres = EmbeddedPostgres.keptIn(home).start()) {
            assertThat(postgres.process().pid()).isNotEqualTo(orphan);
            handle.onExit().join();
        }
    }

    static final class OwnerThatWillBeKilled {
        public static void main(String[] arguments) throws InterruptedException {
            var postgres = EmbeddedPostgres.keptIn(Path.of(arguments[0])).start();
            System.out.println(postgres.process().pid());
            Thread.currentThread().join();
        }
    }

    @Test
    void deletesWhatAnInterruptedInitialisationLeft() throws IOException {
        var half = Files.createDirectories(home.resolve("cluster.half-123"));
        Files.writeString(half.resolve("PG_VERSION"), "18\n");
        try (var _ = EmbeddedPostgres.keptIn(home).start()) {
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void saysThatADataFolderIsIncomplete() throws IOException {
        Files.createDirectories(home.resolve("cluster"));
        Files.writeString(home.resolve("cluster/PG_VERSION"), "18\n");
        assertThatThrownBy(() -> EmbeddedPostgres.keptIn(home).start())
                .isInstanceOf(EmbeddedException.class)
                .hasMessageMatching("The PostgreSQL data in .* is incomplete: remove .*\\.");
    }

    @Test
    void saysThatADataFolderIsOfAnotherVersion() throws IOException {
        EmbeddedPostgres.keptIn(home).start().close();
        Files.writeString(home.resolve("cluster/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.keptIn(home).start())
                .hasMessageContaining("was written by version 17 and this is version 18");
    }

    @Test
    void saysThatItsFolderIsInUse() {
        try (var _ = EmbeddedPostgres.keptIn(home).start()) {
            assertThatThrownBy(() -> EmbeddedPostgres.keptIn(home).start())
                    .hasMessageMatching(
                            "The PostgreSQL data in .* is in use by another process\\.");
        }
    }

    @Test
    void saysThatItsPortIsInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.LOOPBACK))) {
            var setup = EmbeddedPostgres.keptIn(home).port(taken.getLocalPort());
            assertThatThrownBy(setup::start)
                    .hasMessage(
                            "PostgreSQL cannot start because port %d is in use."
                                    .formatted(taken.getLocalPort()));
        }
        // What failed gave everything back.
        EmbeddedPostgres.keptIn(home).start().close();
    }

    @Test
    void saysWhatIsWrongWithAParameter() {
        assertThatThrownBy(() ->
                        EmbeddedPostgres.keptIn(home).parameter("shared_buffers", "a lot").start())
                .hasMessageStartingWith("PostgreSQL ended while starting: FATAL: ")
                .hasMessageContaining("shared_buffers");
    }

    @Test
    void leavesNothingOfATemporaryServer() {
        var postgres = EmbeddedPostgres.temporary().notDurable().start();
        var process = postgres.process();
        postgres.close();
        postgres.close();
        assertThat(process.isAlive()).isFalse();
    }

    private static void execute(
            EmbeddedPostgres postgres, String user, String password, String statement)
            throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(user), user, password);
                var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }

    private static String query(
            EmbeddedPostgres postgres, String user, String password, String statement)
            throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(user), user, password);
                var prepared = connection.prepareStatement(statement);
                var rows = prepared.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String show(java.sql.Connection connection, String parameter)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + parameter)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
