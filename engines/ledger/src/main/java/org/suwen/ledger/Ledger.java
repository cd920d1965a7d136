package org.suwen.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.suwen.ledger.LedgerUnavailableException.Reason;
import org.suwen.ledger.merkle.EntryBundle;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.store.LedgerStore;
import org.suwen.ledger.store.StoreException;

/**
 * An append-only log whose entries can be proven: one sequencer, group commit, signed checkpoints.
 *
 * <p>Guarantees: {@link #append} returns only after the entry is durable (I1, I11); each request id has one entry; no
 * release stands after a consent change's index that rests on an older version (D18); no checkpoint is signed for a tree
 * that is not the continuation of every one signed before (I6). Not guaranteed: that what is in the database was not
 * changed behind the ledger's back since it was opened; that is what {@code fsck}, mirrors and witnesses are for.
 *
 * <p>Safe for use by many threads; waits are bounded by {@link LedgerLimits}.
 */
public final class Ledger implements AutoCloseable {
    private static final int MAX_PAGE = 10_000;
    private static final Duration BETWEEN_NODES = Duration.ofMillis(30);

    private final LedgerConfig config;
    private final LedgerStore store;
    private final PatientTokens tokens;
    private final Seat seat;
    private final ClockGuard time;

    private Ledger(LedgerConfig config, Seat seat) {
        this.config = config;
        this.store = config.store();
        this.tokens = new PatientTokens(store);
        this.seat = seat;
        this.time = new ClockGuard(config.rim().clock());
    }

    /**
     * Becomes the ledger's sequencer, or with peers a node that works through another's, once what is stored is verified.
     *
     * @throws LedgerUnavailableException when the database can't be reached or, without peers, another sequencer lives
     * @throws LedgerDamagedException when the stored tree is not what was signed
     */
    public static Ledger open(LedgerConfig config) {
        Ledger ledger = new Ledger(config, Seat.open(config));
        if (!config.opening().clockAccepted()) {
            ledger.learnTime();
        }
        return ledger;
    }

    private void learnTime() {
        boolean learnt = false;
        try {
            time.learn(entriesFrom(ClockGuard.lookFrom(seat.view(-1).size()), MAX_PAGE), config);
            learnt = true;
        } finally {
            if (!learnt) {
                close();
            }
        }
    }

    /**
     * Appends an entry and returns when it is durable.
     *
     * @throws LedgerUnavailableException when nobody can vouch for the entry in time; release nothing
     * @throws ConsentMovedException when the draft's consent version is not the one its guard asks for
     * @throws DuplicateRequestException when the request has its entry already
     * @throws IllegalArgumentException when the draft is too large for an entry
     */
    public Receipt append(Draft draft) {
        long deadline = System.nanoTime() + config.limits().answerWithin().toNanos();
        time.require();
        Pending pending = new Pending(draft, seal(draft).encode(), countHint(draft));
        boolean mayStand = false;
        while (true) {
            try {
                return seat.append(pending, deadline);
            } catch (DuplicateRequestException e) {
                return own(pending, mayStand, e);
            } catch (LedgerUnavailableException e) {
                mayStand |= e.mayStand();
                if (!seat.mayGoOn(e) || System.nanoTime() - deadline >= 0) {
                    throw e.mayStand() == mayStand ? e : e.standingPerhaps();
                }
            }
            LockSupport.parkNanos(BETWEEN_NODES.toNanos());
            pending = pending.again();
        }
    }

    /** A request that has its entry already is answered by that when the entry is this very draft's, sent before. */
    private Receipt own(Pending pending, boolean mayStand, DuplicateRequestException duplicate) {
        Optional<Entry> there = mayStand ? entry(duplicate.index()) : Optional.empty();
        if (there.isEmpty() || !pending.isEntry(there.get().encode())) {
            throw duplicate;
        }
        return new Receipt(duplicate.index(), there.get().leafHash().bytes(), now());
    }

    /**
     * Answers another node's question by appending its draft here; the other end of {@link Peers#ask}.
     *
     * @throws IllegalStateException when this ledger has no peers
     */
    public byte[] answer(byte[] question) {
        Peers peers = config.peers().orElseThrow(() -> new IllegalStateException("this ledger has no other nodes"));
        return Relay.answer(() -> {
            Pending pending = Relay.pending(question, peers);
            if (!seat.leads()) {
                throw new LedgerUnavailableException(Reason.FENCED, false, "this node does not lead");
            }
            return seat.append(
                    pending, System.nanoTime() + config.limits().answerWithin().toNanos());
        });
    }

    private Entry seal(Draft draft) {
        int key = config.auditKeys().current();
        byte[] account = seal(
                draft,
                Entry.Part.ACCOUNT,
                (plain, context) -> config.auditKeys().seal(key, plain, context));
        byte[] content = draft.content();
        if (draft.subject().isPresent() && content.length > 0) {
            content = seal(draft, Entry.Part.CONTENT, draft.subject().get().keys()::seal);
        }
        return new Entry(draft.type(), draft.request(), new byte[Entry.TOKEN_BYTES], key, account, content);
    }

    private interface Seal {
        byte[] seal(byte[] plain, byte[] context);
    }

    private byte[] seal(Draft draft, Entry.Part part, Seal key) {
        byte[] plain = part == Entry.Part.ACCOUNT ? draft.account() : draft.content();
        byte[] context = Entry.context(config.origin(), part, draft.type(), draft.request());
        Disclosure.Salted salted = Disclosure.Salted.of(plain, config.rim().random());
        return Disclosure.join(salted.commitment(context), key.seal(salted.bytes(), context));
    }

    /** Counts a patient that is not in memory on the caller's thread, so that the sequencer need not. */
    private long countHint(Draft draft) {
        if (draft.subject().isEmpty()) {
            return 0;
        }
        Subject subject = draft.subject().get();
        return reading(() -> seat.patients()
                .flatMap(known -> known.count(subject.patient()))
                .orElseGet(() -> tokens.count(subject.keys())));
    }

    /** The patient's consent version: that of the last committed change, 0 when there was none. */
    public long consentVersion(UUID patient) {
        return reading(() -> seat.patients()
                .flatMap(known -> known.version(patient))
                .orElseGet(() -> store.subjectVersion(patient)));
    }

    /** The last signed checkpoint. */
    public Checkpoint checkpoint() {
        return seat.checkpoint();
    }

    /** The time by the ledger's clock. */
    public Instant now() {
        return config.rim().clock().instant();
    }

    /** The log's name in its checkpoints. */
    public String origin() {
        return config.origin();
    }

    /** How it is doing, and whether this process is the sequencer. */
    public LedgerStatus status() {
        LedgerStatus status = seat.status();
        return status.trouble().isPresent() ? status : status.withTrouble(time.trouble());
    }

    /** The proof that entry {@code index} is in the tree of {@code size} entries (RFC 9162 §2.1.3). */
    public Proof inclusion(long index, long size) {
        return reading(() -> new Proof(seat.view(size - 1).inclusion(index, size)));
    }

    /** The proof that the tree of {@code from} entries is the start of that of {@code to} (RFC 9162 §2.1.4). */
    public Proof consistency(long from, long to) {
        return reading(() -> new Proof(seat.view(to - 1).consistency(from, to)));
    }

    /** The offline receipt of an entry; empty until a checkpoint covers it, which takes at most about a second. */
    public Optional<TlogProof> receipt(long index) {
        Checkpoint signed = checkpoint();
        if (index < 0 || index >= signed.size()) {
            return Optional.empty();
        }
        return Optional.of(new TlogProof(new byte[0], index, inclusion(index, signed.size()), signed));
    }

    /** A committed entry. */
    public Optional<Entry> entry(long index) {
        List<Entry> entries = entriesFrom(index, 1);
        return entries.stream().findFirst();
    }

    /** Up to {@code count} committed entries from {@code from} on, at most 10,000. */
    public List<Entry> entriesFrom(long from, int count) {
        if (from < 0 || from >= sizeFor(from)) {
            return List.of();
        }
        return reading(() -> store.entries(from, Math.min(count, MAX_PAGE))).stream()
                .map(Entry::decode)
                .toList();
    }

    private long sizeFor(long index) {
        return reading(() -> seat.view(index).size());
    }

    /** The index of a request's entry. */
    public Optional<Long> indexOf(UUID request) {
        return reading(() -> store.request(request));
    }

    /** The account part of an entry in plain. */
    public byte[] openAccount(Entry entry) {
        return openSaltedAccount(entry).plain();
    }

    /** The account part with its salt, for a {@link Disclosure}. */
    public Disclosure.Salted openSaltedAccount(Entry entry) {
        byte[] context = entry.context(config.origin(), Entry.Part.ACCOUNT);
        return Disclosure.Salted.read(
                config.auditKeys().open(entry.auditKey(), entry.sealed(Entry.Part.ACCOUNT), context));
    }

    /** The patient's entries after the entry {@code after} (-1 for all), oldest first. */
    public List<Long> ofPatient(LogKeys keys, long after, int limit) {
        return reading(() -> {
            long count = tokens.count(keys);
            long first = tokens.countUpTo(keys, after) + 1;
            return tokens.entries(keys, first, Math.min(count, first + page(limit) - 1));
        });
    }

    /** The patient's entries before the entry {@code before} ({@code Long.MAX_VALUE} for all), newest first. */
    public List<Long> recentOfPatient(LogKeys keys, long before, int limit) {
        return reading(() -> {
            long last = tokens.countUpTo(keys, before - 1);
            return tokens.entries(keys, Math.max(1, last - page(limit) + 1), last)
                    .reversed();
        });
    }

    /** How many entries the patient has: the list is complete when it has as many (D20). */
    public long countOfPatient(LogKeys keys) {
        return reading(() -> tokens.count(keys));
    }

    private static int page(int limit) {
        return Math.clamp(limit, 0, MAX_PAGE);
    }

    /**
     * The first {@code width} hashes of a tile (C2SP tlog-tiles).
     *
     * @throws IllegalArgumentException when the tree has no such tile
     */
    public byte[] tile(int level, long index, int width) {
        Tile tile = reading(() -> seat.view(last(level, index, width)).tile(level, index))
                .filter(found -> width >= 1 && found.width() >= width)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the tree has no tile of level `" + level + "` index `" + index + "` width `" + width + "`"));
        return Arrays.copyOf(tile.hashes(), width * Hash.BYTES);
    }

    /** The last entry below a tile. */
    private static long last(int level, long index, int width) {
        return Tile.firstEntry(level, index * Tile.WIDTH + width) - 1;
    }

    /**
     * The bundle of the first {@code width} entries of a level 0 tile (C2SP tlog-tiles).
     *
     * @throws IllegalArgumentException when the tree has no such bundle
     */
    public byte[] entries(long index, int width) {
        if (width < 1 || Tile.widthIn(sizeFor(last(0, index, width)), 0, index) < width) {
            throw new IllegalArgumentException("the tree has no bundle `" + index + "` of width `" + width + "`");
        }
        return EntryBundle.encode(reading(() -> store.entries(index * Tile.WIDTH, width)));
    }

    /** Tells {@code watcher} of each entry after its commit, off the commit's path; slow watchers miss news. */
    public void onAppended(Consumer<Appended> watcher) {
        seat.announcer().watch(watcher);
    }

    private static <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (StoreException e) {
            throw new LedgerUnavailableException(Reason.LOST, false, "the ledger can't be read: " + e.getMessage(), e);
        }
    }

    /** Finishes what is queued, signs a last checkpoint and gives the lead back. */
    @Override
    public void close() {
        try {
            seat.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
