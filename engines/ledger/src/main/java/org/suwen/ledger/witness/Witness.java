package org.suwen.ledger.witness;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.note.SignedNote;
import org.suwen.ledger.witness.WitnessStore.Fork;

/**
 * Keeps the last checkpoint of each log it knows, and cosigns a next one only when it continues that (C2SP tlog-witness).
 *
 * <p>Guarantees: it never cosigns two views of a log that can't both be true; what it cosigned is kept before it answers;
 * when a log shows it a view that contradicts the one it cosigned, both signed views are kept. Safe for use by many
 * threads.
 */
public final class Witness {
    private final Map<String, List<NoteVerifier>> logs;
    private final CheckpointSigner signer;
    private final WitnessStore store;

    /**
     * A witness.
     *
     * @param logs the keys of each log, by its origin
     */
    public Witness(Map<String, List<NoteVerifier>> logs, CheckpointSigner signer, WitnessStore store) {
        this.logs = Map.copyOf(logs);
        this.signer = signer;
        this.store = store;
    }

    /** What a call is answered: an HTTP status, a content type and a text. */
    public record Answer(int status, String type, String body) {
        private static Answer of(int status, String body) {
            return new Answer(status, "text/plain; charset=utf-8", body + "\n");
        }
    }

    /** Answers the body of an {@code add-checkpoint} call. */
    public synchronized Answer add(String body) {
        AddCheckpoint call;
        try {
            call = AddCheckpoint.parse(body);
        } catch (InvalidNoteException malformed) {
            return Answer.of(400, String.valueOf(malformed.getMessage()));
        }
        List<NoteVerifier> keys = logs.get(call.checkpoint().origin());
        if (keys == null) {
            return Answer.of(
                    404,
                    "this witness does not know the log `" + call.checkpoint().origin() + "`");
        }
        try {
            call.checkpoint().note().verify(keys);
        } catch (InvalidNoteException unsigned) {
            return Answer.of(403, "the checkpoint is not signed by the log");
        }
        if (call.old() > call.checkpoint().size()) {
            return Answer.of(400, "the old size is larger than the checkpoint's");
        }
        return compare(call);
    }

    private Answer compare(AddCheckpoint call) {
        Checkpoint shown = call.checkpoint();
        Optional<Checkpoint> seen = store.last(shown.origin()).map(Checkpoint::unverified);
        long size = seen.map(Checkpoint::size).orElse(0L);
        if (seen.isPresent() && size == shown.size() && !seen.get().root().equals(shown.root())) {
            store.keepFork(new Fork(seen.get(), shown, call.proofText()));
            return sizeAnswer(size);
        }
        if (call.old() != size) {
            return sizeAnswer(size);
        }
        boolean continues = size == 0
                ? call.proof().hashes().isEmpty()
                : MerkleTree.verifyConsistency(
                        seen.orElseThrow().head(), shown.head(), call.proof().hashes());
        if (!continues) {
            seen.ifPresent(known -> store.keepFork(new Fork(known, shown, call.proofText())));
            return Answer.of(422, "the proof does not lead from the last checkpoint to this one");
        }
        store.keep(shown.origin(), shown);
        return cosigned(shown);
    }

    private static Answer sizeAnswer(long size) {
        return new Answer(409, "text/x.tlog.size", size + "\n");
    }

    private Answer cosigned(Checkpoint shown) {
        byte[] text = shown.note().text().getBytes(StandardCharsets.UTF_8);
        var line =
                new SignedNote.Line(signer.verifier().name(), signer.verifier().keyId(), signer.sign(text));
        return new Answer(200, "text/plain; charset=utf-8", line.text());
    }
}
