package org.suwen.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.postgres.EmbeddedPostgresException.Code;

class EmbeddedPostgresTest {
    @TempDir
    Path folder;

    private Path data;
    private Path secrets;

    @BeforeEach
    void shareThePrograms() throws IOException {
        secrets = folder.resolve("secrets");
        data = Fixtures.dataFolder(folder.resolve("data"));
    }

    @AfterEach
    void giveBackThePrograms() throws IOException {
        Fixtures.unlinkPrograms(folder);
    }

    @Test
    void keepsDataBetweenStarts() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            Fixtures.execute(postgres, "CREATE TABLE kept AS SELECT 7 AS n");
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            assertThat(Fixtures.ask(postgres, "SELECT n FROM kept")).isEqualTo("7");
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void unpacksTheProgramsUnderTheDataFolder() throws IOException {
        Path own = folder.resolve("with its own programs");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(own, secrets)) {
            assertThat(ServerProcess.of(postgres.pid())
                            .orElseThrow()
                            .executable()
                            .orElseThrow())
                    .isEqualTo(own.toRealPath().resolve("bin/postgres-" + Binaries.version() + "/bin/postgres"));
        }
    }

    @Test
    void runsWithTheSettingsThatDurabilityRestsOn() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            assertThat(Fixtures.ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(Fixtures.ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(Fixtures.ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(Fixtures.ask(postgres, "SHOW data_checksums")).isEqualTo("on");
            assertThat(Fixtures.ask(postgres, "SELECT upper('é')")).isEqualTo("É");
        }
    }

    @Test
    void refusesAServerWhoseConfigurationWasWeakened() throws IOException {
        EmbeddedPostgres.start(data, secrets).close();
        Files.writeString(data.resolve("postgres/postgresql.auto.conf"), "fsync = off\n");

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(data, secrets))
                .withMessageContaining("`fsync` is `off`, not `on`")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.SETTINGS));
        assertThat(ServerProcess.workingOn(data.resolve("postgres"))).isEmpty();
    }

    @Test
    void refusesAServerWhoseRoleWasWeakened() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            Fixtures.execute(postgres, "ALTER ROLE suwen SET synchronous_commit = off");
        }

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(data, secrets))
                .withMessageContaining("`synchronous_commit` is `off`");
    }

    @Test
    void takesBackAnAccessRuleThatAsksForNoPassword() throws IOException, SQLException {
        EmbeddedPostgres.start(data, secrets).close();
        Files.writeString(data.resolve("postgres/pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guessed"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void keepsValuesOutOfItsLog() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            Fixtures.execute(postgres, "CREATE TABLE names (name text PRIMARY KEY)");
            Fixtures.execute(postgres, "INSERT INTO names VALUES ('张三丰')");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Fixtures.execute(postgres, "INSERT INTO names VALUES ('张三丰')"));
        }

        assertThat(data.resolve("postgres.log"))
                .content()
                .contains("names_pkey")
                .doesNotContain("张三丰");
    }

    @Test
    void refusesASecondHolderAndKeepsTheFirst() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatExceptionOfType(EmbeddedPostgresException.class)
                        .isThrownBy(() -> EmbeddedPostgres.start(data, secrets))
                        .withMessageContaining(
                                "in use by process `" + ProcessHandle.current().pid() + "`")
                        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.FOLDER_IN_USE));
            }
            assertThat(ProcessHandle.of(postgres.pid())).isPresent();
        }
    }

    @Test
    void makesAPasswordOnlyItsOwnerCanRead() throws IOException {
        EmbeddedPostgres.start(data, secrets).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("postgres.password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesSecretsWithinTheDataFolder() {
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(data, data.resolve("secrets")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PASSWORD));
    }

    @Test
    void saysThatThePasswordIsLost() throws IOException {
        EmbeddedPostgres.start(data, secrets).close();
        Files.delete(secrets.resolve("postgres.password"));

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(data, secrets))
                .withMessageContaining("put the file back")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PASSWORD));
    }

    @Test
    void refusesAnotherPasswordThanTheFoldersOwn() {
        EmbeddedPostgres.start(data, "the first password".replace(' ', '-')).close();

        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(data, "another-password"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PASSWORD));
    }

    @Test
    void losesNothingAcknowledgedWhenKilled() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            String url = postgres.jdbcUrl();
            Fixtures.execute(postgres, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");

            postgres.kill();
            assertThat(ServerProcess.workingOn(data.resolve("postgres"))).isEmpty();
            postgres.restart();

            assertThat(postgres.jdbcUrl()).isEqualTo(url);
            assertThat(Fixtures.ask(postgres, "SELECT count(*) FROM kept")).isEqualTo("1000");
        }
    }

    @Test
    void saysThatItsPortWasTakenMeanwhile() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            int port = Integer.parseInt(postgres.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
            postgres.kill();
            try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(taken.isBound()).isTrue();
                assertThatExceptionOfType(EmbeddedPostgresException.class)
                        .isThrownBy(postgres::restart)
                        .withMessageContaining("was taken by another process");
            }
            postgres.restart();
            assertThat(ProcessHandle.of(postgres.pid())).isPresent();
        }
    }

    @Test
    void runsAsTheOwnerOfTheFolder() throws IOException {
        EmbeddedPostgres.start(data, secrets).close();
        int owner = Account.weAreRoot() ? 65534 : Folders.uid(folder);
        Fixtures.openTheWay(folder);
        Folders.own(data.resolve("postgres"), owner, Account.weAreRoot() ? 65534 : Folders.gid(folder));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
            assertThat(Folders.uid(Path.of("/proc", Long.toString(postgres.pid()))))
                    .isEqualTo(owner);
            assertThat(Folders.uid(data.resolve("postgres/postmaster.pid"))).isEqualTo(owner);
        }
    }

    @Test
    void servesManyAtOnceFromFoldersThatVanish() throws Exception {
        Callable<EmbeddedPostgres> start = EmbeddedPostgres::temporary;
        Set<String> urls = new HashSet<>();
        List<EmbeddedPostgres> servers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<EmbeddedPostgres> server : threads.invokeAll(List.of(start, start, start))) {
                servers.add(server.get());
            }
        }

        for (EmbeddedPostgres server : servers) {
            urls.add(server.jdbcUrl());
            Path directory = Path.of(Fixtures.ask(server, "SHOW data_directory"));
            server.close();
            assertThat(directory.getParent()).doesNotExist();
        }
        assertThat(urls).hasSize(3);
    }
}
