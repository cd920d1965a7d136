package org.suwen.ledger;

import java.util.ArrayList;
import java.util.List;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.note.Base64Text;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteVerifier;

/**
 * A receipt that anyone can check offline: index, inclusion proof and signed checkpoint in one text (C2SP tlog-proof,
 * file extension {@code .tlog-proof}).
 *
 * @param extra opaque, not authenticated, empty when there is none; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TlogProof(byte[] extra, long index, Proof proof, Checkpoint checkpoint) {
    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final int MAX_HASHES = 63;

    /**
     * Whether the entry is in the log that one of these keys has signed.
     *
     * @throws InvalidNoteException when none of the keys signed the checkpoint, or the log has another origin
     */
    public boolean verify(byte[] entry, String origin, List<? extends NoteVerifier> keys) {
        Checkpoint signed = Checkpoint.verified(checkpoint.text(), origin, keys);
        return MerkleTree.verifyInclusion(
                MerkleTree.leafHash(entry), index, signed.size(), proof.hashes(), signed.root());
    }

    /** The text form. */
    public String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        if (extra.length > 0) {
            text.append("extra ").append(Base64Text.encode(extra)).append('\n');
        }
        text.append("index ").append(index).append('\n');
        for (Hash hash : proof.hashes()) {
            text.append(Base64Text.encode(hash.bytes())).append('\n');
        }
        return text.append('\n').append(checkpoint.text()).toString();
    }

    /**
     * Reads the text form, without checking any signature.
     *
     * @throws InvalidNoteException when the form is not right
     */
    public static TlogProof parse(String text) {
        int split = text.indexOf("\n\n");
        if (split < 0 || !text.startsWith(FIRST_LINE + "\n")) {
            throw new InvalidNoteException("a receipt starts with `" + FIRST_LINE + "` and holds a checkpoint");
        }
        List<String> lines = List.of(text.substring(0, split).split("\n", -1));
        boolean hasExtra = lines.size() > 1 && lines.get(1).startsWith("extra ");
        byte[] extra = hasExtra ? Base64Text.decode(lines.get(1).substring("extra ".length())) : new byte[0];
        int indexLine = hasExtra ? 2 : 1;
        if ((hasExtra && extra.length == 0) || lines.size() <= indexLine) {
            throw new InvalidNoteException("the receipt's extra line is not base64 or the index line is missing");
        }
        long index = parseIndex(lines.get(indexLine));
        Proof proof = parseProof(lines.subList(indexLine + 1, lines.size()));
        return new TlogProof(extra, index, proof, Checkpoint.unverified(text.substring(split + 2)));
    }

    private static long parseIndex(String line) {
        if (!line.matches("index (0|[1-9][0-9]{0,17})")) {
            throw new InvalidNoteException("the receipt's index line is `index` and a decimal number");
        }
        return Long.parseLong(line.substring("index ".length()));
    }

    private static Proof parseProof(List<String> lines) {
        if (lines.size() > MAX_HASHES) {
            throw new InvalidNoteException("a receipt has at most 63 proof lines, not `" + lines.size() + "`");
        }
        List<Hash> hashes = new ArrayList<>();
        for (String line : lines) {
            byte[] hash = Base64Text.decode(line);
            if (hash.length != Hash.BYTES) {
                throw new InvalidNoteException("a proof line of the receipt is not a SHA-256 hash in base64");
            }
            hashes.add(Hash.of(hash));
        }
        return new Proof(hashes);
    }
}
