package org.suwen.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.suwen.ledger.LedgerUnavailableException.Reason;
import org.suwen.ledger.store.StoreException;

/**
 * This process's place among the nodes of a ledger: it leads by its own sequencer, or follows another's (D17).
 *
 * <p>A node without peers leads from the start and for good. One with peers takes the lead as soon as nobody holds it,
 * pushes out a leader that has shown no life for three seconds, and goes on as a follower when it was pushed out itself.
 */
final class Seat {
    private static final Duration LOOK_EVERY = Duration.ofMillis(150);
    private static final Duration SILENT_FOR = Duration.ofSeconds(3);
    private static final Duration PUSHED_WITHIN = Duration.ofSeconds(1);

    private final LedgerConfig config;
    private final Announcer announcer = new Announcer();
    private final Optional<Follower> follower;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("suwen-ledger-seat").unstarted(this::run);
    private volatile Optional<Sequencer> leading = Optional.empty();
    private volatile Optional<LedgerException> stopped = Optional.empty();
    private volatile boolean closing;

    private Seat(LedgerConfig config) {
        this.config = config;
        this.follower = config.peers().map(peers -> follow(config, peers, announcer));
    }

    private static Follower follow(LedgerConfig config, Peers peers, Announcer announcer) {
        try {
            return new Follower(config, peers, announcer);
        } catch (StoreException e) {
            throw LedgerUnavailableException.of(e, false);
        }
    }

    /** Leads, or follows who does. */
    static Seat open(LedgerConfig config) {
        Seat seat = new Seat(config);
        try {
            boolean alone = seat.follower.isEmpty();
            Duration within = alone ? config.limits().leadWithin() : Duration.ZERO;
            seat.lead(Sequencer.open(
                    config, seat.announcer, within, alone && config.opening().force()));
        } catch (LedgerUnavailableException e) {
            if (seat.follower.isEmpty() || e.reason() != Reason.BUSY) {
                throw e;
            }
        }
        if (seat.follower.isPresent()) {
            seat.untilSigned();
            seat.thread.start();
        }
        return seat;
    }

    /** The very first leader may still be signing the empty tree. */
    private void untilSigned() {
        long deadline = System.nanoTime() + config.limits().leadWithin().toNanos();
        while (leading.isEmpty() && follower.orElseThrow().checkpoint().isEmpty() && System.nanoTime() - deadline < 0) {
            follow();
        }
    }

    private void lead(Sequencer sequencer) {
        leading = Optional.of(sequencer);
        sequencer.start();
    }

    /** Gives a draft its index, here or at the leading node. */
    Receipt append(Pending pending, long deadline) {
        stopped.ifPresent(why -> {
            throw new LedgerUnavailableException(
                    Reason.STOPPED, false, "the ledger has stopped: " + why.getMessage(), why);
        });
        Optional<Sequencer> own = leading;
        return own.isPresent()
                ? own.get().append(pending, deadline)
                : follower.orElseThrow().forward(pending, deadline);
    }

    /** Whether another attempt may reach a sequencer that the failed one did not. */
    boolean mayGoOn(LedgerUnavailableException e) {
        return follower.isPresent()
                && !closing
                && stopped.isEmpty()
                && !Thread.currentThread().isInterrupted()
                && (e.reason() == Reason.FENCED || e.reason() == Reason.LOST || e.reason() == Reason.STOPPED);
    }

    /** The tree with at least the entry {@code index}, when it has that. */
    TreeView view(long index) {
        Optional<Sequencer> own = leading;
        if (own.isPresent()) {
            return own.get().view();
        }
        Follower following = follower.orElseThrow();
        if (following.view().size() <= index && stopped.isEmpty()) {
            following.look(); // it may have been committed since the last look, perhaps for a caller of this node
        }
        return following.view();
    }

    Checkpoint checkpoint() {
        return leading.map(Sequencer::checkpoint)
                .or(() -> follower.orElseThrow().checkpoint())
                .orElseThrow(() -> new LedgerUnavailableException(
                        Reason.STOPPED, false, "the leading node has not signed a checkpoint yet"));
    }

    /** What the one writer knows, when this is it. */
    Optional<KnownPatients> patients() {
        return leading.map(Sequencer::patients);
    }

    boolean leads() {
        return leading.isPresent();
    }

    Announcer announcer() {
        return announcer;
    }

    LedgerStatus status() {
        Optional<Sequencer> own = leading;
        if (own.isPresent()) {
            return own.get().status();
        }
        Follower following = follower.orElseThrow();
        return new LedgerStatus(
                config.origin(),
                false,
                following.view().edge().head(),
                checkpoint(),
                Optional.empty(),
                0,
                announcer.dropped(),
                stopped.<String>map(Throwable::getMessage).or(following::trouble));
    }

    private void run() {
        try {
            while (!closing) {
                if (leading.isPresent()) {
                    untilFenced(leading.get());
                } else {
                    follow();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (LedgerException e) {
            stopped = Optional.of(e);
        } catch (RuntimeException e) { // the thread's outermost loop: fail closed
            stopped = Optional.of(new LedgerUnavailableException(
                    Reason.STOPPED, false, "following the ledger failed: " + e.getMessage(), e));
        }
    }

    private void untilFenced(Sequencer sequencer) throws InterruptedException {
        sequencer.await();
        LedgerException why = sequencer.stopped().orElseThrow();
        if (closing) {
            return;
        }
        if (!(why instanceof LedgerUnavailableException unavailable && unavailable.reason() == Reason.FENCED)) {
            throw why;
        }
        follower.orElseThrow().adopt(sequencer.view().edge());
        leading = Optional.empty();
    }

    private void follow() {
        Follower following = follower.orElseThrow();
        try {
            following.look();
            boolean silent = following.silence().compareTo(SILENT_FOR) > 0;
            takeOver(following, Sequencer.open(config, announcer, silent ? PUSHED_WITHIN : Duration.ZERO, silent));
        } catch (StoreException e) {
            following.failed("the database can't be read: " + e.getMessage());
            rest();
        } catch (LedgerUnavailableException e) {
            if (e.reason() != Reason.BUSY) {
                following.failed(String.valueOf(e.getMessage()));
            }
            rest();
        }
    }

    private void takeOver(Follower following, Sequencer taken) {
        boolean led = false;
        try {
            following.look(); // what the last leader committed at the end
            following.requireContinuation(taken.view());
            lead(taken);
            led = true;
        } finally {
            if (!led) {
                taken.discard();
            }
        }
    }

    private static void rest() {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }

    /** Finishes what is queued and gives the lead back. */
    void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        Optional<Sequencer> own = leading;
        if (own.isPresent()) {
            own.get().close();
        }
        if (thread.isAlive()) {
            thread.join();
        }
        Optional<Sequencer> late = leading; // taken while closing
        if (late.isPresent()) {
            late.get().close();
        }
        announcer.close();
    }
}
