package org.suwen.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.TileBuilder;
import org.suwen.ledger.store.StoreBatch;
import org.suwen.ledger.store.StoreBatch.Row;
import org.suwen.ledger.store.StoreException;

/**
 * What one commit would do: which drafts get which index, and which are refused and why.
 *
 * <p>Made in sequence order over the state before it, without changing that state, so that it can be thrown away. The
 * refusals hold only once the commit stands, because they may rest on a change within the same batch.
 */
final class Plan {
    private static final byte[] NO_TOKEN = new byte[Entry.TOKEN_BYTES];

    /** What the sequencer knows of the patients before the batch. */
    interface Known {
        long version(UUID patient);

        long count(Pending pending, Subject subject);
    }

    /** A draft that gets an index. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Accepted(Pending pending, long index, Hash leaf, byte[] bytes) {}

    private final Known known;
    private final long before;
    private final TileBuilder tree;
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<Pending, RuntimeException> refused = new HashMap<>();
    private final Map<UUID, Long> indexes = new HashMap<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private final Map<UUID, Long> changes = new HashMap<>();
    private final Map<UUID, Long> counts = new HashMap<>();

    private Plan(TileBuilder current, Known known) {
        this.known = known;
        this.before = current.size();
        this.tree = current.copy();
    }

    static Plan of(TileBuilder current, List<Pending> batch, Known known) {
        Plan plan = new Plan(current, known);
        batch.forEach(plan::add);
        return plan;
    }

    private void add(Pending pending) {
        Long earlier = indexes.get(pending.request());
        if (earlier != null) {
            refused.put(pending, new DuplicateRequestException(pending.request(), earlier));
            return;
        }
        Optional<Subject> subject = pending.draft().subject();
        if (subject.isPresent() && !passes(pending, subject.get())) {
            return;
        }
        Optional<byte[]> token = subject.isEmpty() ? Optional.of(NO_TOKEN) : nextToken(pending, subject.get());
        if (token.isEmpty()) {
            return;
        }
        subject.ifPresent(this::count);
        accept(pending, subject.isPresent() ? token.get() : new byte[0], pending.bytesWith(token.get()));
    }

    /** D18: exact, because drafts are looked at in the order of their indexes. */
    private boolean passes(Pending pending, Subject subject) {
        if (subject.guard() == Guard.NONE) {
            return true;
        }
        long current = versions.computeIfAbsent(subject.patient(), known::version);
        long wanted = subject.guard() == Guard.CHANGE ? current + 1 : current;
        if (subject.consentVersion() != wanted) {
            refused.put(pending, new ConsentMovedException(subject.consentVersion(), current));
            return false;
        }
        return true;
    }

    private Optional<byte[]> nextToken(Pending pending, Subject subject) {
        try {
            long count = counts.computeIfAbsent(subject.patient(), patient -> known.count(pending, subject));
            byte[] token = subject.keys().token(count + 1);
            if (token.length != Entry.TOKEN_BYTES) {
                throw new IllegalStateException("a patient token has 16 bytes, not `" + token.length + "`");
            }
            return Optional.of(token);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) { // a rim: one caller's keys must not stop the sequencer for the others
            refused.put(pending, e);
            return Optional.empty();
        }
    }

    private void count(Subject subject) {
        counts.merge(subject.patient(), 1L, Long::sum);
        if (subject.guard() == Guard.CHANGE) {
            versions.put(subject.patient(), subject.consentVersion());
            changes.put(subject.patient(), subject.consentVersion());
        }
    }

    private void accept(Pending pending, byte[] token, byte[] bytes) {
        Hash leaf = MerkleTree.leafHash(bytes);
        long index = tree.size();
        tree.append(leaf);
        indexes.put(pending.request(), index);
        accepted.add(new Accepted(pending, index, leaf, bytes));
        rows.add(new Row(pending.request(), token, leaf, bytes));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** To be called once: takes the full tiles out of the tree. */
    StoreBatch batch() {
        return new StoreBatch(before, tree.head(), tree.range(), rows, tree.takeCompleted(), changes);
    }

    /** The tree after the commit. */
    TileBuilder tree() {
        return tree;
    }

    List<Accepted> accepted() {
        return accepted;
    }

    Map<Pending, RuntimeException> refused() {
        return refused;
    }

    /** The consent versions after the commit, of all patients that were looked at. */
    Map<UUID, Long> versions() {
        return versions;
    }

    /** The patients' numbers of entries after the commit. */
    Map<UUID, Long> counts() {
        return counts;
    }
}
