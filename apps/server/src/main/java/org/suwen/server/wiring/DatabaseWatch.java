package org.suwen.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.postgres.EmbeddedPostgresException;

/** Starts the embedded database again when it has ended by itself, for instance since its disk was full. */
final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** PostgreSQL's log grows by whole segments of 16 MiB; without room for the next one the server ends itself. */
    private static final long LEAST_ROOM_BYTES = 16L << 20;

    private final EmbeddedPostgres server;
    private final Path folder;
    private final Rounds rounds;
    private volatile Optional<String> trouble = Optional.empty();

    DatabaseWatch(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
        this.rounds = new Rounds(Map.of("database", this::look), LOOK_EVERY);
    }

    /** Why the database does not run, if so. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Whether the disk has no room for what the database must write next. */
    boolean isFull() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LEAST_ROOM_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    private void look() {
        if (server.isAlive()) {
            trouble = Optional.empty();
            return;
        }
        trouble = Optional.of("the database server has ended");
        try {
            server.restart();
            trouble = Optional.empty();
            LOG.warn("the database server had ended and was started again");
        } catch (EmbeddedPostgresException failed) {
            trouble = Optional.of("the database server has ended and does not start again (" + failed.code() + ")");
            LOG.error("the database server has ended and does not start again: {}", failed.getMessage());
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
