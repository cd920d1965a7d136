package org.suwen.ledger.witness;

import java.util.ArrayList;
import java.util.List;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Proof;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.note.Base64Text;
import org.suwen.ledger.note.InvalidNoteException;

/**
 * The body of a witness's {@code add-checkpoint} call (C2SP tlog-witness).
 *
 * @param old the size that the witness is thought to know, 0 for none
 */
public record AddCheckpoint(long old, Proof proof, Checkpoint checkpoint) {
    private static final int MAX_HASHES = 63;

    /** The text form. */
    public String text() {
        return "old " + old + "\n" + proofText() + "\n" + checkpoint.text();
    }

    String proofText() {
        StringBuilder text = new StringBuilder();
        proof.hashes()
                .forEach(hash -> text.append(Base64Text.encode(hash.bytes())).append('\n'));
        return text.toString();
    }

    /**
     * Reads the text form, without checking anything but the form.
     *
     * @throws InvalidNoteException when the form is not right
     */
    public static AddCheckpoint parse(String body) {
        int split = body.indexOf("\n\n");
        if (split < 0) {
            throw new InvalidNoteException("the call has no empty line before its checkpoint");
        }
        List<String> lines = List.of(body.substring(0, split).split("\n", -1));
        if (!lines.get(0).matches("old (0|[1-9][0-9]{0,17})") || lines.size() > MAX_HASHES + 1) {
            throw new InvalidNoteException("the call starts with `old` and a size, and has at most 63 proof lines");
        }
        List<Hash> hashes = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            byte[] hash = Base64Text.decode(line);
            if (hash.length != Hash.BYTES) {
                throw new InvalidNoteException("a proof line of the call is not a SHA-256 hash in base64");
            }
            hashes.add(Hash.of(hash));
        }
        long old = Long.parseLong(lines.get(0).substring("old ".length()));
        return new AddCheckpoint(old, new Proof(hashes), Checkpoint.unverified(body.substring(split + 2)));
    }
}
