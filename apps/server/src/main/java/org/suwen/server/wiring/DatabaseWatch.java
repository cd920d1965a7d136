package org.suwen.server.wiring;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.postgres.EmbeddedPostgresException;

/** Starts the embedded database again when it has ended by itself, for instance since its disk was full. */
final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final int LOOK_EVERY_SECONDS = 2;

    private final EmbeddedPostgres server;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofVirtual().name("suwen-database-watch").unstarted(this::run);
    private volatile Optional<String> trouble = Optional.empty();

    DatabaseWatch(EmbeddedPostgres server) {
        this.server = server;
        thread.start();
    }

    /** Why the database does not run, if so. */
    Optional<String> trouble() {
        return trouble;
    }

    private void run() {
        try {
            while (!over.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
