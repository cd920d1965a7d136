package org.suwen.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.suwen.ledger.LedgerUnavailableException.Reason;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.TileBuilder;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.store.LeadSeen;
import org.suwen.ledger.store.LedgerStore;
import org.suwen.ledger.store.StoredState;

/**
 * A node that another node's sequencer works for: it reads the committed tree, tells its watchers of new entries and
 * hands drafts over.
 *
 * <p>It recomputes the tree from the leaves as they come, so it leads later only on a tree that continues what it saw.
 */
final class Follower {
    private static final int LEAVES_AT_ONCE = 4096;

    private final LedgerConfig config;
    private final LedgerStore store;
    private final Peers peers;
    private final Announcer announcer;
    private final TreeView view;
    private volatile LeadSeen seen;
    private volatile long lifeAt = System.nanoTime();
    private volatile Optional<Checkpoint> checkpoint = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    /** Starts from what is stored, once it is known to be one tree. */
    Follower(LedgerConfig config, Peers peers, Announcer announcer) {
        this.config = config;
        this.store = config.store();
        this.peers = peers;
        this.announcer = announcer;
        this.seen = store.look();
        this.view = new TreeView(store, new Recovery(store).restore(seen.state()));
        checkpoint(seen.state());
    }

    /** Looks at what is stored: shows new entries and tells whether the leader lives. */
    synchronized void look() {
        LeadSeen now = store.look();
        StoredState state = now.state();
        if (state.head().size() < view.size()) {
            throw new LedgerDamagedException(
                    state.head().size(),
                    "the database holds `" + state.head().size() + "` entries but held `" + view.size() + "` before");
        }
        long from = view.size();
        if (state.head().size() > from) {
            advance(state);
        } else if (!state.head().equals(view.edge().head())) {
            throw new LedgerDamagedException(0, "the tree in the database is no longer the one that was there before");
        }
        checkpoint(state);
        if (now.movedSince(seen)) {
            lifeAt = System.nanoTime();
        }
        seen = now;
        trouble = Optional.empty();
        tell(from, state.head().size());
    }

    private void advance(StoredState state) {
        TileBuilder next = view.edge().copy();
        while (next.size() < state.head().size()) {
            int wanted = (int) Math.min(LEAVES_AT_ONCE, state.head().size() - next.size());
            byte[] leaves = store.leaves(next.size(), wanted);
            if (leaves.length != wanted * Hash.BYTES) {
                long missing = next.size() + leaves.length / Hash.BYTES;
                throw new LedgerDamagedException(missing, "entry `" + missing + "` is missing");
            }
            for (int at = 0; at < leaves.length; at += Hash.BYTES) {
                next.append(Hash.at(leaves, at));
            }
            next.takeCompleted().forEach(tile -> {}); // stored with their entries
        }
        if (!next.head().equals(state.head())) {
            throw new LedgerDamagedException(
                    view.size(), "the tree in the database does not continue the one of `" + view.size() + "` entries");
        }
        view.show(next);
    }

    private void checkpoint(StoredState state) {
        boolean known = state.checkpoint().equals(checkpoint.map(Checkpoint::text));
        if (!known) {
            List<NoteVerifier> keys =
                    config.signers().stream().map(signer -> signer.verifier()).toList();
            checkpoint = Recovery.check(state, config.origin(), keys, view);
        }
    }

    private void tell(long from, long to) {
        for (long at = from; announcer.isWatched() && at < to; at += LEAVES_AT_ONCE) {
            List<byte[]> entries = store.entries(at, (int) Math.min(LEAVES_AT_ONCE, to - at));
            for (int i = 0; i < entries.size(); i++) {
                long index = at + i;
                byte[] bytes = entries.get(i);
                announcer.tell(() -> appended(index, bytes));
            }
        }
    }

    /** The patient of another node's entry stands in its account part. */
    private Appended appended(long index, byte[] bytes) {
        Entry entry = Entry.decode(bytes);
        if (!entry.hasSubject()) {
            return new Appended(index, entry, Optional.empty());
        }
        byte[] context = entry.context(config.origin(), Entry.Part.ACCOUNT);
        byte[] salted = config.auditKeys().open(entry.auditKey(), entry.sealed(Entry.Part.ACCOUNT), context);
        Optional<UUID> patient =
                AccountPart.decode(Disclosure.Salted.read(salted).plain()).patient();
        return new Appended(index, entry, patient);
    }

    /** Goes on from the tree that this process led to, so that nothing is announced twice. */
    synchronized void adopt(TileBuilder led) {
        if (led.size() >= view.size()) {
            view.show(led);
        }
        lifeAt = System.nanoTime();
    }

    /** Refuses to lead on a tree that is not the continuation of the one seen here. */
    void requireContinuation(TreeView taken) {
        if (taken.size() < view.size()
                || !taken.root(view.size()).equals(view.edge().root())) {
            throw new LedgerDamagedException(
                    Math.min(taken.size(), view.size()),
                    "the stored tree does not continue the one of `" + view.size() + "` entries seen before");
        }
    }

    /** Hands a draft to the leader and gives its answer. */
    Receipt forward(Pending pending, long deadline) {
        Duration within = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        byte[] answer;
        try {
            answer = peers.ask(seen.address(), Relay.question(pending), within);
        } catch (PeerLostException e) {
            throw new LedgerUnavailableException(Reason.LOST, e.sent(), String.valueOf(e.getMessage()), e);
        }
        return Relay.receipt(pending.request(), answer);
    }

    TreeView view() {
        return view;
    }

    Optional<Checkpoint> checkpoint() {
        return checkpoint;
    }

    /** How long the leader has shown no life. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lifeAt);
    }

    /** Nothing could be seen, so nobody's silence means anything. */
    void failed(String why) {
        lifeAt = System.nanoTime();
        trouble = Optional.of(why);
    }

    Optional<String> trouble() {
        return trouble;
    }
}
