package org.suwen.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.note.SignedNote;

/**
 * Signs the ledger's checkpoints and keeps the last one in a file outside the database, so that a database which lost its
 * tail is found out at the next start and no second history is ever signed (D13, I6).
 *
 * <p>The file is durable before the signature is given out: whatever anybody has seen signed is in it. When it can't be
 * written nothing is signed; entries go on, and health says why.
 */
final class KeptCheckpoint implements CheckpointSigner {

    private final CheckpointSigner signer;
    private final Path file;

    KeptCheckpoint(CheckpointSigner signer, Path file) {
        this.signer = signer;
        this.file = file;
    }

    @Override
    public NoteVerifier verifier() {
        return signer.verifier();
    }

    @Override
    public byte[] sign(byte[] text) {
        byte[] signature = signer.sign(text);
        var line =
                new SignedNote.Line(signer.verifier().name(), signer.verifier().keyId(), signature);
        var note = new SignedNote(new String(text, StandardCharsets.UTF_8), List.of(line));
        try {
            keep(note.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "it can't be kept in `" + file.getFileName() + "` of the key folder", failed);
        }
        return signature;
    }

    private void keep(byte[] note) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(note);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true); // the new name is safe only with its folder
        }
    }

    /** The last checkpoint that was signed, if any ever was. */
    Optional<Checkpoint> last() {
        try {
            return Optional.of(Checkpoint.unverified(Files.readString(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("the kept checkpoint can't be read", failed);
        }
    }
}
