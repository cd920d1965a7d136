package org.suwen.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/** What a killed process leaves behind (D14, I11). */
class LeftOverServerTest {
    @TempDir
    Path folder;

    private Path data;
    private Path secrets;
    private Path pidFile;

    @BeforeEach
    void shareThePrograms() throws IOException {
        secrets = folder.resolve("secrets");
        data = Fixtures.dataFolder(folder.resolve("data"));
        pidFile = data.resolve("postgres/postmaster.pid");
    }

    @AfterEach
    void leaveNothingRunning() throws IOException {
        assertThat(ServerProcess.workingOn(data.resolve("postgres"))).isEmpty();
        Fixtures.unlinkPrograms(folder);
    }

    @Test
    void isAdoptedAfterItsOwnerWasKilled() throws Exception {
        ServerProcess left = leaveAServer();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            assertThat(postgres.pid()).isEqualTo(left.pid());
            assertThat(Fixtures.ask(postgres, "SELECT sum(n) FROM written")).isEqualTo("1");
            assertThat(Fixtures.ask(
                            postgres,
                            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)'"
                                    + " AND pid <> pg_backend_pid()"))
                    .isEqualTo("0");
        }
        assertThat(left.isAlive()).isFalse();
    }

    @Test
    void isRestartedAfterAnAdoptedOneIsKilled() throws Exception {
        leaveAServer();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            postgres.kill();
            postgres.restart();
            assertThat(Fixtures.ask(postgres, "SELECT sum(n) FROM written")).isEqualTo("1");
        }
    }

    @Test
    void isStoppedWhenItsStartDoesNotFitThePidFile() throws Exception {
        ServerProcess left = leaveAServer();
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(2, Long.toString(Long.parseLong(lines.get(2)) - 3600));
        Files.write(pidFile, lines);

        startsAnewInsteadOf(left);
    }

    @Test
    void isStoppedWhenItsPidFileIsTorn() throws Exception {
        ServerProcess left = leaveAServer();
        Files.writeString(pidFile, Long.toString(left.pid()));

        startsAnewInsteadOf(left);
    }

    @Test
    void isStoppedWhenItsSettingsWereWeakened() throws Exception {
        ServerProcess left = leaveAServer();
        String weakened = Files.readString(data.resolve("postgres/postgresql.conf"))
                .replace("full_page_writes = 'on'", "full_page_writes = 'off'");
        Files.writeString(data.resolve("postgres/postgresql.conf"), weakened);
        left.signal("HUP");
        Path log = data.resolve("postgres.log");
        assertThat(ServerProcess.await(Duration.ofSeconds(10), () -> contains(log, "\"full_page_writes\" changed")))
                .isTrue();

        startsAnewInsteadOf(left);
    }

    @Test
    void isWaitedForWhenOnlyItsChildrenAreLeft() throws Exception {
        ServerProcess left = leaveAServer();
        left.signal("KILL");

        startsAnewInsteadOf(left);
    }

    @Test
    void isNotLookedForWhereThePidNowBelongsToAStranger() throws IOException, SQLException {
        EmbeddedPostgres.start(data, secrets).close();
        ServerProcess stranger = ServerProcess.of(ProcessHandle.current().pid()).orElseThrow();
        Files.writeString(
                pidFile,
                stranger.pid() + "\n" + data.resolve("postgres") + "\n1\n5432\n\n127.0.0.1\n  1  1\nready   \n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            assertThat(postgres.pid()).isNotEqualTo(stranger.pid());
            assertThat(Fixtures.ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void isLeftAloneByACopyOfItsFolder() throws IOException, SQLException {
        try (EmbeddedPostgres original = EmbeddedPostgres.start(data, secrets)) {
            Fixtures.execute(original, "CREATE TABLE kept AS SELECT 7 AS n");
            Fixtures.execute(original, "CHECKPOINT");
            Path copy = Fixtures.dataFolder(folder.resolve("copy"));
            Fixtures.copy(data.resolve("postgres"), copy.resolve("postgres"));

            try (EmbeddedPostgres copied = EmbeddedPostgres.start(copy, secrets)) {
                assertThat(copied.pid()).isNotEqualTo(original.pid());
                assertThat(Fixtures.ask(copied, "SELECT n FROM kept")).isEqualTo("7");
            }
            assertThat(Fixtures.ask(original, "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void isNotTakenFromALivingOwner() throws Exception {
        try (ServerOwner first = ServerOwner.start(data.toString(), secrets.toString())) {
            ServerProcess server =
                    ServerProcess.of(Long.parseLong(first.says())).orElseThrow();
            first.says();

            try (ServerOwner second = ServerOwner.start(data.toString(), secrets.toString())) {
                assertThat(second.says()).startsWith("FOLDER_IN_USE").contains("stop that one");
            }
            assertThat(server.isAlive()).isTrue();
            first.kill();
        }
        EmbeddedPostgres.start(data, secrets).close();
    }

    @Test
    void isClearedAwayWhenTemporary() throws Exception {
        ServerProcess left;
        Path directory;
        try (ServerOwner owner = ServerOwner.start("temporary")) {
            left = ServerProcess.of(Long.parseLong(owner.says())).orElseThrow();
            directory = Path.of(owner.says());
            owner.kill();
        }
        assertThat(left.isAlive()).isTrue();

        EmbeddedPostgres.temporary().close();

        assertThat(left.isAlive()).isFalse();
        assertThat(directory.getParent()).doesNotExist();
    }

    @Test
    void isRefusedWhenItsFolderIsIncomplete() throws IOException {
        EmbeddedPostgres.start(data, secrets).close();
        Files.delete(data.resolve("postgres/global/pg_control"));

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(data, secrets))
                .withMessageContaining("it lacks `global/pg_control`")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.FOLDER_UNUSABLE));
    }

    @Test
    void isRefusedWhenMadeByAnotherMajorVersion() throws IOException {
        EmbeddedPostgres.start(data, secrets).close();
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(data, secrets))
                .withMessageContaining("made by PostgreSQL `17`, this is `18`");
    }

    @Test
    void isMadeAnewWhenInitialisingWasCutShort() throws IOException {
        Files.createDirectories(data.resolve("postgres.new/base"));
        Files.writeString(data.resolve("postgres.new/PG_VERSION"), "18\n");

        EmbeddedPostgres.start(data, secrets).close();

        assertThat(data.resolve("postgres.new")).doesNotExist();
        assertThat(data.resolve("postgres/global/pg_control")).exists();
    }

    private ServerProcess leaveAServer() throws IOException, InterruptedException {
        try (ServerOwner owner = ServerOwner.start(data.toString(), secrets.toString())) {
            ServerProcess server =
                    ServerProcess.of(Long.parseLong(owner.says())).orElseThrow();
            owner.says();
            owner.kill();
            assertThat(server.isAlive()).isTrue();
            return server;
        }
    }

    private void startsAnewInsteadOf(ServerProcess left) throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            assertThat(left.isAlive()).isFalse();
            assertThat(postgres.pid()).isNotEqualTo(left.pid());
            assertThat(Fixtures.ask(postgres, "SELECT sum(n) FROM written")).isEqualTo("1");
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}
