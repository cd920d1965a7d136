package org.suwen.ledger;

import java.util.List;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.note.Base64Text;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.note.SignedNote;

/**
 * A log's signed statement of its size and root (C2SP tlog-checkpoint).
 *
 * <p>Got from {@link #verified} it is signed by a known key; got from {@link #unverified} it is a claim.
 */
public record Checkpoint(String origin, TreeHead head, SignedNote note) {
    private static final int MAX_SIZE_DIGITS = 18;

    public Checkpoint {
        Body body = Body.parse(note.text());
        if (!body.origin.equals(origin) || !body.head.equals(head)) {
            throw new InvalidNoteException("the checkpoint's parts are not those of its note");
        }
    }

    /** Signs a tree head. Whoever calls it must know that the head agrees with every one signed before. */
    public static Checkpoint sign(String origin, TreeHead head, List<? extends CheckpointSigner> signers) {
        String root = Base64Text.encode(head.root().bytes());
        String text = origin + "\n" + head.size() + "\n" + root + "\n";
        return new Checkpoint(origin, head, SignedNote.sign(text, signers));
    }

    /**
     * Reads a checkpoint that one of these keys has signed.
     *
     * @throws InvalidNoteException when the form, the origin or the signature is not right
     */
    public static Checkpoint verified(String note, String origin, List<? extends NoteVerifier> keys) {
        Checkpoint checkpoint = unverified(note);
        checkpoint.note.verify(keys);
        if (!checkpoint.origin.equals(origin)) {
            throw new InvalidNoteException(
                    "the checkpoint is of the log `" + checkpoint.origin + "` and not of `" + origin + "`");
        }
        return checkpoint;
    }

    /**
     * Reads a checkpoint without checking who signed it.
     *
     * @throws InvalidNoteException when the form is not right
     */
    public static Checkpoint unverified(String note) {
        SignedNote signed = SignedNote.parse(note);
        Body body = Body.parse(signed.text());
        return new Checkpoint(body.origin, body.head, signed);
    }

    public long size() {
        return head.size();
    }

    public Hash root() {
        return head.root();
    }

    /** The whole note as it is stored and served. */
    public String text() {
        return note.toString();
    }

    /** What a checkpoint's text says. */
    public record Statement(String origin, TreeHead head) {}

    /**
     * What the text of a checkpoint, without its signatures, says.
     *
     * @throws InvalidNoteException when the form is not right
     */
    public static Statement statement(String text) {
        if (!text.endsWith("\n")) {
            throw new InvalidNoteException("a checkpoint's text ends with a newline");
        }
        Body body = Body.parse(text);
        return new Statement(body.origin, body.head);
    }

    private record Body(String origin, TreeHead head) {
        static Body parse(String text) {
            List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
            if (lines.size() < 3 || lines.contains("")) {
                throw new InvalidNoteException("a checkpoint has at least three lines and no empty one");
            }
            String size = lines.get(1);
            boolean decimal = size.length() <= MAX_SIZE_DIGITS && size.matches("0|[1-9][0-9]*");
            byte[] root = Base64Text.decode(lines.get(2));
            if (!decimal || root.length != Hash.BYTES) {
                throw new InvalidNoteException("a checkpoint's second line is a size and its third a SHA-256 hash");
            }
            return new Body(lines.get(0), new TreeHead(Long.parseLong(size), Hash.of(root)));
        }
    }
}
