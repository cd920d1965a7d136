package org.suwen.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text and the signature lines below it (C2SP signed-note), not yet verified.
 *
 * @param text ends with a newline
 */
public record SignedNote(String text, List<Line> lines) {
    static final int MAX_LINES = 64;
    static final int MAX_BYTES = 1 << 20;
    private static final String LINE_START = "\u2014 ";

    /**
     * One signature line.
     *
     * @param signature without the key id; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Line(String name, int keyId, byte[] signature) {
        public Line {
            KeyIds.requireName(name);
        }

        /** The line as it stands in a note, with its newline. */
        public String text() {
            byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                    .putInt(keyId)
                    .put(signature)
                    .array();
            return LINE_START + name + ' ' + Base64Text.encode(bytes) + '\n';
        }
    }

    public SignedNote {
        lines = List.copyOf(lines);
        if (!text.endsWith("\n") || text.codePoints().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new InvalidNoteException("a note's text ends with a newline and has no other control character");
        }
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new InvalidNoteException("a note has 1 to 64 signatures, not `" + lines.size() + "`");
        }
    }

    /** The text signed by each of the signers. */
    public static SignedNote sign(String text, List<? extends CheckpointSigner> signers) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new SignedNote(
                text,
                signers.stream()
                        .map(signer -> new Line(
                                signer.verifier().name(), signer.verifier().keyId(), signer.sign(bytes)))
                        .toList());
    }

    /**
     * Reads a note from its UTF-8 bytes, without checking any signature.
     *
     * @throws InvalidNoteException when the form is not right
     */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidNoteException("a note has at most 1 MiB, not `" + bytes.length + "` bytes");
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new InvalidNoteException("the note is not valid UTF-8");
        }
    }

    /**
     * Reads a note without checking any signature.
     *
     * @throws InvalidNoteException when the form is not right
     */
    public static SignedNote parse(String note) {
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || note.length() > MAX_BYTES || !note.endsWith("\n")) {
            throw new InvalidNoteException("a note is a text, an empty line and signature lines, each with a newline");
        }
        List<Line> lines = new ArrayList<>();
        String block = note.substring(split + 2);
        for (int at = 0; at < block.length() && lines.size() <= MAX_LINES; ) {
            int end = block.indexOf('\n', at);
            lines.add(parseLine(block.substring(at, end)));
            at = end + 1;
        }
        return new SignedNote(note.substring(0, split + 1), lines);
    }

    private static Line parseLine(String line) {
        int space = line.indexOf(' ', LINE_START.length());
        if (!line.startsWith(LINE_START) || space < 0) {
            throw new InvalidNoteException("a signature line is a dash, a name and base64");
        }
        String name = line.substring(LINE_START.length(), space);
        byte[] bytes = Base64Text.decode(line.substring(space + 1));
        if (!KeyIds.isName(name) || bytes.length <= Integer.BYTES) {
            throw new InvalidNoteException("the signature line of `" + name + "` is not a name and base64");
        }
        int keyId = ByteBuffer.wrap(bytes).getInt();
        return new Line(name, keyId, Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    /**
     * The verifiers whose signatures hold, at least one.
     *
     * @throws InvalidNoteException when none of them signed, or the signature of one of them is wrong
     */
    public List<NoteVerifier> verify(List<? extends NoteVerifier> known) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<NoteVerifier> good = new ArrayList<>();
        for (NoteVerifier verifier : known) {
            for (Line line : lines) {
                if (!line.name().equals(verifier.name()) || line.keyId() != verifier.keyId()) {
                    continue; // unknown keys are ignored, so that others may sign too
                }
                if (!verifier.verify(bytes, line.signature())) {
                    throw new InvalidNoteException("the signature of `" + line.name() + "` is wrong");
                }
                good.add(verifier);
                break;
            }
        }
        if (good.isEmpty()) {
            throw new InvalidNoteException("no known key has signed the note");
        }
        return good;
    }

    /** The whole note as it is stored and served. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        lines.forEach(line -> note.append(line.text()));
        return note.toString();
    }
}
