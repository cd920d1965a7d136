package org.suwen.server.wiring;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is due by the clock: each task in each round; one that fails is said and tried again in the next. */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Map<String, Runnable> tasks;
    private final Duration every;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("suwen-rounds").unstarted(this::run);

    Rounds(Map<String, Runnable> tasks, Duration every) {
        this.tasks = Map.copyOf(tasks);
        this.every = every;
        thread.start();
    }

    private void run() {
        try {
            while (!over.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                tasks.forEach(Rounds::attempt);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failed) { // the outermost loop of the thread: a message may quote what it was about
            LOG.warn(
                    "the task `{}` failed ({}) and is tried again",
                    name,
                    failed.getClass().getSimpleName());
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
