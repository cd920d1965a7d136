package org.suwen.ledger;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells watchers of durable entries on a thread of its own, in the order of the indexes.
 *
 * <p>The sequencer only puts news into a bounded queue. When watchers fall behind, news is dropped and counted: a watcher
 * that must see everything reads the ledger from the last index it knows.
 */
final class Announcer implements AutoCloseable {
    private static final int QUEUE = 8192;

    private final BlockingQueue<Supplier<Appended>> news = new ArrayBlockingQueue<>(QUEUE);
    private final List<Consumer<Appended>> watchers = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = Thread.ofVirtual().name("suwen-ledger-news").unstarted(this::run);

    void watch(Consumer<Appended> watcher) {
        watchers.add(watcher);
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    boolean isWatched() {
        return !watchers.isEmpty();
    }

    void tell(Plan.Accepted accepted) {
        tell(() -> new Appended(
                accepted.index(),
                Entry.decode(accepted.bytes()),
                accepted.pending().draft().subject().map(Subject::patient)));
    }

    /** News that is worked out on the watchers' thread. */
    void tell(Supplier<Appended> appended) {
        if (!watchers.isEmpty() && !news.offer(appended)) {
            dropped.incrementAndGet();
        }
    }

    long dropped() {
        return dropped.get();
    }

    private void run() {
        try {
            while (true) {
                announce(news.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void announce(Supplier<Appended> next) {
        try {
            Appended appended = next.get();
            watchers.forEach(watcher -> tell(watcher, appended));
        } catch (RuntimeException e) { // a rim: keys out of reach cost this one piece of news
            dropped.incrementAndGet();
        }
    }

    private void tell(Consumer<Appended> watcher, Appended appended) {
        try {
            watcher.accept(appended);
        } catch (RuntimeException e) { // a rim: one watcher's fault must not cost the others their news
            dropped.incrementAndGet();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
