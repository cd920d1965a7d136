package org.suwen.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
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

    private final LedgerConfig config;
    private final LedgerStore store;
    private final BlockingQueue<Pending> queue;
    private final BoundedCache<UUID, Long> versions;
    private final BoundedCache<UUID, Long> counts;
    private final Announcer announcer = new Announcer();
    private final Checkpoints checkpoints;
    private final long epoch;
    private final TreeView view;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("suwen-ledger-sequencer").unstarted(this::run);

    private @Nullable Lead lead;
    private Optional<Plan> unsettled = Optional.empty();
    private volatile Optional<LedgerException> stopped = Optional.empty();
    private volatile boolean closing;

    /** Takes the lead and verifies what is stored; throws without holding anything when that fails. */
    Sequencer(LedgerConfig config) {
        this.config = config;
        this.store = config.store();
        this.queue = new ArrayBlockingQueue<>(config.limits().queue());
        this.versions = new BoundedCache<>(config.limits().cachedPatients());
        this.counts = new BoundedCache<>(config.limits().cachedPatients());
        this.checkpoints = new Checkpoints(config);
        Lead taken = takeLead(OptionalLong.empty());
        boolean opened = false;
        try {
            StoredState state = taken.state();
            this.epoch = taken.epoch();
            this.view = new TreeView(store, new Recovery(store).restore(state));
            checkpoints.load(state, view);
            this.lead = taken;
            if (checkpoints.isEmpty()) {
                checkpoints.sign(view.edge().head(), taken);
            }
            opened = true;
        } catch (StoreException e) {
            throw unavailable(e, false);
        } finally {
            if (!opened) {
                taken.close();
            }
        }
    }

    private Lead takeLead(OptionalLong held) {
        LedgerLimits limits = config.limits();
        boolean force = held.isEmpty() && config.opening().force();
        try {
            return store.lead(new Claim(config.origin(), held, limits.leadWithin(), force, limits.commitWithin()));
        } catch (StoreException e) {
            throw held.isPresent() ? e : unavailable(e, false);
        }
    }

    void start() {
        thread.start();
    }

    TreeView view() {
        return view;
    }

    Announcer announcer() {
        return announcer;
    }

    Checkpoint checkpoint() {
        return checkpoints.last();
    }

    LedgerStatus status() {
        Optional<String> trouble = stopped.<String>map(Throwable::getMessage).or(checkpoints::trouble);
        return new LedgerStatus(
                config.origin(),
                view.edge().head(),
                checkpoint(),
                checkpoints.signedAt(),
                queue.size(),
                announcer.dropped(),
                trouble);
    }

    Optional<Long> knownVersion(UUID patient) {
        return versions.get(patient);
    }

    Optional<Long> knownCount(UUID patient) {
        return counts.get(patient);
    }

    /** Queues a draft; false when the queue stayed full that long. */
    boolean offer(Pending pending, long nanos) throws InterruptedException {
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
        announcer.close();
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
        Pending first = queue.poll(checkpoints.untilDue(view), TimeUnit.NANOSECONDS);
        if (first != null) {
            process(gather(first));
        }
        signIfDue();
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
            open.forEach(pending -> pending.refuse(unavailable(e, unsettled.isPresent())));
            if (e.kind() == StoreException.Kind.FENCED || e.kind() == StoreException.Kind.DAMAGED) {
                throw unavailable(e, false);
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
            Plan plan = Plan.of(view.edge(), open, new KnownPatients(held, open, again));
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
                counts.clear();
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
        Lead taken = takeLead(OptionalLong.of(epoch));
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
        versions.putAll(plan.versions());
        counts.putAll(plan.counts());
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
                case FENCED, DAMAGED -> throw unavailable(e, false);
                case REFUSED, BUSY -> {}
            }
        } catch (IllegalStateException e) {
            checkpoints.failed(e);
        }
    }

    private static LedgerUnavailableException unavailable(StoreException e, boolean mayStand) {
        Reason reason =
                switch (e.kind()) {
                    case FENCED -> Reason.FENCED;
                    case LOST -> Reason.LOST;
                    case BUSY -> Reason.BUSY;
                    case REFUSED, CONFLICT, DAMAGED -> Reason.REFUSED;
                };
        return new LedgerUnavailableException(reason, mayStand, String.valueOf(e.getMessage()), e);
    }

    /** Versions and counts from memory, else from the store; exact, because this thread is the only writer. */
    private final class KnownPatients implements Plan.Known {
        private final Map<UUID, Long> stored;
        private final boolean recount;

        KnownPatients(Lead held, List<Pending> batch, boolean recount) {
            this.recount = recount;
            List<UUID> cold = batch.stream()
                    .flatMap(pending -> pending.draft().subject().stream())
                    .filter(subject -> subject.guard() != Guard.NONE)
                    .map(Subject::patient)
                    .filter(patient -> versions.get(patient).isEmpty())
                    .distinct()
                    .toList();
            this.stored = cold.isEmpty() ? new HashMap<>() : held.subjectVersions(cold);
        }

        @Override
        public long version(UUID patient) {
            return versions.get(patient).orElseGet(() -> stored.getOrDefault(patient, 0L));
        }

        @Override
        public long count(Pending pending, Subject subject) {
            Optional<Long> cached = counts.get(subject.patient());
            if (cached.isPresent()) {
                return cached.get();
            }
            return recount ? new PatientTokens(store).count(subject.keys()) : pending.countHint();
        }
    }
}
