package org.suwen.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path folder;

    @Test
    void keepsDataBetweenStarts() throws SQLException {
        Path data = folder.resolve("data");
        Path secrets = folder.resolve("secrets");
        long t0 = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
    
            execute(postgres, "CREATE TABLE kept AS SELECT 7 AS n");
        }
        t0 = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, secrets)) {
    
            assertThat(ask(postgres, "SELECT n FROM kept")).isEqualTo("7");
        }
        t0 = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
    
            assertThat(ask(postgres, "SELECT version()")).contains("18.6");
        }
        t0 = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
    
            t0 = System.nanoTime();
            postgres.kill();
            postgres.restart();
    
            t0 = System.nanoTime();
        }

        assertThat(Files.exists(data.resolve("postgres/postmaster.pid"))).isFalse();
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return Settings.one(statement, sql);
        }
    }
}
