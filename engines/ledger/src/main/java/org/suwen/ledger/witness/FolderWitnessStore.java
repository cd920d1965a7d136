package org.suwen.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.merkle.MerkleTree;

/**
 * A witness's memory as files: {@code ‹log›.checkpoint} and {@code forks/‹log›-‹number›.txt}, where ‹log› is a hash of the
 * origin. Each write is flushed to the disk before it takes its name.
 */
public final class FolderWitnessStore implements WitnessStore {
    private static final int MAX_FORKS = 1000;

    private final Path folder;

    /** A store in a folder, which is made. */
    public FolderWitnessStore(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("forks"));
        } catch (IOException e) {
            throw new UncheckedIOException("the witness's folder can't be made", e);
        }
    }

    private static String name(String origin) {
        return MerkleTree.leafHash(origin.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 32);
    }

    @Override
    public Optional<String> last(String origin) {
        Path file = folder.resolve(name(origin) + ".checkpoint");
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the witness's memory can't be read", e);
        }
    }

    @Override
    public void keep(String origin, Checkpoint checkpoint) {
        write(folder.resolve(name(origin) + ".checkpoint"), checkpoint.text());
    }

    @Override
    public void keepFork(Fork fork) {
        for (int number = 1; number <= MAX_FORKS; number++) {
            Path file = folder.resolve("forks").resolve(name(fork.seen().origin()) + "-" + number + ".txt");
            if (!Files.exists(file)) {
                write(
                        file,
                        fork.seen().text() + "\n--- shown later, by the same log ---\n\n"
                                + fork.shown().text() + "\n--- proof that came with it ---\n\n" + fork.proof());
                return;
            }
        }
    }

    private static void write(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel parent = FileChannel.open(file.toAbsolutePath().getParent())) {
                parent.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the witness's memory can't be written", e);
        }
    }
}
