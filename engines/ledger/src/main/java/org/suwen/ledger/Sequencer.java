package org.suwen.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.suwen.ledger.LedgerUnavailableException.Reason;
import org.suwen.ledger.store.Claim;
import org.suwen.ledger.store.Lead;
import org.suwen.ledger.store.LedgerStore;
import org.suwen.ledger.store.StoreException;
import org.suwen.ledger.store.StoredState;

/**
 * The one thread that gives entries their indexes.
 *
 * <p>It takes what has gathered in the queue, plans it as one batch, commits it as one transaction and answers; what
 * arrives meanwhile is the next batch (group commit). When the connection breaks in a commit, nobody knows whether it
 * stands: the batch is kept as {@code unsettled} until a new session holds the lock and the stored tree tells.
 */
final class Sequencer {
    private static final int MAX_ATTEMPTS = 4;
    private static final int MAX_BATCH_BYTES = 8 << 20;
    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LedgerConfig config;
    private final LedgerStore store;
    private final BlockingQueue<Pending> queue;
    private final KnownPatients patients;
    private final Announcer announcer;
    private final Checkpoints checkpoints;
    private final long epoch;
    private final TreeView view;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("suwen-ledger-sequencer").unstarted(this::run);

    private @Nullable Lead lead;
    private Optional<Plan> unsettled = Optional.empty();
    private long nextBeat = System.nanoTime() + BEAT_NANOS;
    private volatile Optional<LedgerException> stopped = Optional.empty();
    private volatile boolean closing;

    private Sequencer(LedgerConfig config, Announcer announcer, Lead taken) {
        this.config = config;
        this.store = config.store();
        this.announcer = announcer;
        this.queue = new ArrayBlockingQueue<>(config.limits().queue());
        this.patients = new KnownPatients(store, config.limits().cachedPatients());
        this.checkpoints = new Checkpoints(config);
        StoredState state = taken.state();
        this.epoch = taken.epoch();
        this.view = new TreeView(store, new Recovery(store).restore(state));
        checkpoints.load(state, view);
        this.lead = taken;
        if (checkpoints.isEmpty()) {
            checkpoints.sign(view.edge().head(), taken);
        }
    }

    /**
     * Takes the lead within a time and verifies what is stored; throws without holding anything when that fails.
     *
     * @param force whether to push a live sequencer out after that time
     */
    static Sequencer open(LedgerConfig config, Announcer announcer, Duration within, boolean force) {
        Lead taken;
        try {
            taken = config.store().lead(claim(config, OptionalLong.empty(), within, force));
        } catch (StoreException e) {
            throw LedgerUnavailableException.of(e, false);
        }
        boolean opened = false;
        try {
            Sequencer sequencer = new Sequencer(config, announcer, taken);
            opened = true;
            return sequencer;
        } catch (StoreException e) {
            throw LedgerUnavailableException.of(e, false);
        } finally {
            if (!opened) {
                taken.close();
            }
        }
    }

    private static Claim claim(LedgerConfig config, OptionalLong held, Duration within, boolean force) {
        String address = config.peers().map(Peers::address).orElse("");
        return new Claim(
                config.origin(), address, held, within, force, config.limits().commitWithin());
    }

    void start() {
        thread.start();
    }

    /** Gives the lead back without having started. */
    void discard() {
        closeLead();
    }

    TreeView view() {
        return view;
    }

    Checkpoint checkpoint() {
        return checkpoints.last();
    }

    LedgerStatus status() {
        Optional<String> trouble = stopped.<String>map(Throwable::getMessage).or(checkpoints::trouble);
        return new LedgerStatus(
                config.origin(),
                true,
                view.edge().head(),
                checkpoint(),
                checkpoints.signedAt(),
                queue.size(),
                announcer.dropped(),
                trouble);
    }

    KnownPatients patients() {
        return patients;
    }

    /** Why it has stopped, if it has. */
    Optional<LedgerException> stopped() {
        return stopped;
    }

    /** Waits until it has stopped. */
    void await() throws InterruptedException {
        thread.join();
    }

    /** Queues a draft and gives its answer. */
    Receipt append(Pending pending, long deadline) {
        try {
            if (!offer(pending, deadline - System.nanoTime())) {
                throw new LedgerUnavailableException(Reason.BUSY, false, "the ledger's queue stayed full");
            }
            return pending.future().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            boolean mayStand = !pending.claim();
            throw new LedgerUnavailableException(Reason.LATE, mayStand, "the ledger did not answer in time", e);
        } catch (InterruptedException e) {
            boolean mayStand = !pending.claim();
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException(Reason.INTERRUPTED, mayStand, "the caller was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
        }
    }

    private boolean offer(Pending pending, long nanos) throws InterruptedException {
        stopped.ifPresent(why -> {
            throw refusal(why);
        });
        boolean queued = queue.offer(pending, nanos, TimeUnit.NANOSECONDS);
        if (queued && stopped.isPresent() && pending.claim()) { // it stopped in between and nobody will look
            throw refusal(stopped.get());
        }
        return queued;
    }

    private static LedgerException refusal(LedgerException why) {
        Reason reason = why instanceof LedgerUnavailableException e ? e.reason() : Reason.STOPPED;
        return new LedgerUnavailableException(reason, false, "the ledger has stopped: " + why.getMessage(), why);
    }

    /** Ends after what is queued is done; signs the last checkpoint. */
    void close() throws InterruptedException {
        closing = true;
        queue.offer(Pending.wake());
        thread.join();
    }

    private void run() {
        LedgerException why = new LedgerUnavailableException(Reason.STOPPED, false, "the ledger is closed");
        try {
            while (!closing || !queue.isEmpty()) {
                step();
            }
            checkpoints.hurry();
            signIfDue();
        } catch (LedgerException e) {
            why = e;
        } catch (InterruptedException | RuntimeException e) { // the thread's outermost loop: fail closed
            why = new LedgerUnavailableException(Reason.STOPPED, false, "the sequencer failed: " + e.getMessage(), e);
        } finally {
            stop(why);
        }
    }

    private void stop(LedgerException why) {
        stopped = Optional.of(why);
        closeLead();
        List<Pending> left = new ArrayList<>();
        queue.drainTo(left);
        left.stream().filter(Pending::claim).forEach(pending -> pending.refuse(refusal(why)));
    }

    private void closeLead() {
        if (lead != null) {
            lead.close();
            lead = null;
        }
    }

    private void step() throws InterruptedException {
        long wait = checkpoints.untilDue(view);
        Pending first =
                queue.poll(config.peers().isPresent() ? Math.min(wait, BEAT_NANOS) : wait, TimeUnit.NANOSECONDS);
        if (first != null) {
            process(gather(first));
        }
        signIfDue();
        if (config.peers().isPresent()) {
            beatIfDue();
        }
    }

    /** Shows the other nodes that it lives, and finds out when it was taken over while idle. */
    private void beatIfDue() {
        if (System.nanoTime() - nextBeat < 0) {
            return;
        }
        nextBeat = System.nanoTime() + BEAT_NANOS;
        try {
            lead().beat();
        } catch (StoreException e) {
            closeLead();
            if (e.kind() == StoreException.Kind.FENCED || e.kind() == StoreException.Kind.DAMAGED) {
                throw LedgerUnavailableException.of(e, false);
            }
        }
    }

    private List<Pending> gather(Pending first) {
        List<Pending> batch = new ArrayList<>();
        int bytes = 0;
        Pending next = first;
        while (next != null) {
            if (next.claim()) {
                batch.add(next);
                bytes += next.length();
            }
            boolean full = batch.size() >= config.limits().batch() || bytes >= MAX_BATCH_BYTES;
            next = full ? null : queue.poll();
        }
        return batch;
    }

    private void process(List<Pending> batch) {
        List<Pending> open = new ArrayList<>(batch);
        try {
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                if (tryCommit(open, attempt > 0)) {
                    return;
                }
                open.removeIf(Pending::isAnswered);
            }
            throw new StoreException(StoreException.Kind.REFUSED, "the batch could not be stored in four attempts");
        } catch (StoreException e) {
            open.forEach(pending -> pending.refuse(LedgerUnavailableException.of(e, unsettled.isPresent())));
            if (e.kind() == StoreException.Kind.FENCED || e.kind() == StoreException.Kind.DAMAGED) {
                throw LedgerUnavailableException.of(e, false);
            }
        } finally {
            open.stream().filter(pending -> !pending.isAnswered()).forEach(pending -> pending.refuse(failed()));
        }
    }

    private static LedgerException failed() {
        return new LedgerUnavailableException(Reason.STOPPED, true, "the sequencer failed in the commit");
    }

    /** One attempt; false when another one makes sense. */
    private boolean tryCommit(List<Pending> open, boolean again) {
        Lead held = lead(); // settles what an earlier attempt left open
        open.removeIf(Pending::isAnswered);
        if (open.isEmpty()) {
            return true;
        }
        try {
            Plan plan = Plan.of(view.edge(), open, patients.before(held, open, again));
            if (plan.isEmpty()) {
                plan.refused().forEach(Pending::refuse);
                return true;
            }
            unsettled = Optional.of(plan);
            held.commit(plan.batch());
            adopt(plan);
            return true;
        } catch (StoreException e) {
            return afterFailure(e, held, open);
        }
    }

    private boolean afterFailure(StoreException e, Lead held, List<Pending> open) {
        switch (e.kind()) {
            case CONFLICT -> {
                unsettled = Optional.empty();
                patients.recount();
                Map<UUID, Long> there =
                        held.requests(open.stream().map(Pending::request).toList());
                for (Pending pending : open) {
                    Long index = there.get(pending.request());
                    if (index != null) {
                        pending.refuse(new DuplicateRequestException(pending.request(), index));
                    }
                }
                return false;
            }
            case LOST -> {
                closeLead();
                return false;
            }
            case REFUSED, FENCED, BUSY, DAMAGED -> {
                unsettled = Optional.empty();
                throw e;
            }
        }
        throw new IllegalStateException("no such kind", e);
    }

    /** The lead; taken again, and the unknown commit settled, when the connection broke. */
    private Lead lead() {
        if (lead != null) {
            return lead;
        }
        Lead taken =
                store.lead(claim(config, OptionalLong.of(epoch), config.limits().leadWithin(), false));
        boolean settled = false;
        try {
            settle(taken.state());
            settled = true;
        } finally {
            if (!settled) {
                taken.close();
            }
        }
        lead = taken;
        return taken;
    }

    private void settle(StoredState state) {
        if (unsettled.isPresent() && state.head().equals(unsettled.get().tree().head())) {
            adopt(unsettled.get());
        } else if (!state.head().equals(view.edge().head())) {
            long position = Math.min(state.head().size(), view.size());
            throw new LedgerDamagedException(
                    position,
                    "after reconnecting the database holds a tree of `"
                            + state.head().size() + "` entries that is not the one of `" + view.size()
                            + "` known here");
        }
        unsettled = Optional.empty();
        checkpoints.load(state, view);
    }

    private void adopt(Plan plan) {
        unsettled = Optional.empty();
        view.show(plan.tree());
        patients.learn(plan);
        Instant at = config.rim().clock().instant();
        for (Plan.Accepted accepted : plan.accepted()) {
            accepted.pending()
                    .answer(new Receipt(accepted.index(), accepted.leaf().bytes(), at));
            announcer.tell(accepted);
        }
        plan.refused().forEach(Pending::refuse);
    }

    private void signIfDue() {
        if (!checkpoints.isDue(view)) {
            return;
        }
        checkpoints.startInterval();
        try {
            checkpoints.sign(view.edge().head(), lead());
        } catch (StoreException e) {
            checkpoints.failed(e);
            switch (e.kind()) {
                case LOST, CONFLICT -> closeLead();
                case FENCED, DAMAGED -> throw LedgerUnavailableException.of(e, false);
                case REFUSED, BUSY -> {}
            }
        } catch (IllegalStateException e) {
            checkpoints.failed(e);
        }
    }
}
