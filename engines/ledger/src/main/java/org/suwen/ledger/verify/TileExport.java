package org.suwen.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.ledger.note.InvalidNoteException;

/**
 * Copies a ledger into a folder of static files that any web server can serve and {@link TileFolder} reads.
 *
 * <p>Full tiles that are there already are kept, so a second run adds only what is new. The checkpoint comes last, so a
 * reader of the folder never sees one whose tiles are missing.
 */
public final class TileExport {
    private final LedgerReader from;
    private final Path folder;
    private final boolean entries;

    /**
     * An export.
     *
     * @param entries whether the entry bundles go along, or only what the public may see (D19)
     */
    public TileExport(LedgerReader from, Path folder, boolean entries) {
        this.from = from;
        this.folder = folder;
        this.entries = entries;
    }

    /**
     * Copies the tree of the current checkpoint, which it does not verify, and returns that checkpoint.
     *
     * @param progress is told the number of entries done
     */
    public Checkpoint write(LongConsumer progress) {
        String note = from.checkpoint().orElseThrow(() -> new InvalidNoteException("the ledger has no checkpoint"));
        Checkpoint checkpoint = Checkpoint.unverified(note);
        long size = checkpoint.size();
        for (int level = 0; Tile.hashesAt(level, size) > 0; level++) {
            for (long index = 0; Tile.widthIn(size, level, index) > 0; index++) {
                int width = Tile.widthIn(size, level, index);
                copy(new TilePath(level, index, width));
                if (level == 0 && entries) {
                    copy(TilePath.entries(index, width));
                }
                if (level == 0) {
                    progress.accept(index * Tile.WIDTH + width);
                }
            }
        }
        put(folder.resolve(TileFolder.CHECKPOINT), note.getBytes(StandardCharsets.UTF_8));
        return checkpoint;
    }

    private void copy(TilePath path) {
        Path target = folder.resolve(path.toString());
        if (path.isFull() && Files.exists(target)) {
            return;
        }
        put(target, from.read(path).orElseThrow(() -> new IllegalStateException("the ledger has no `" + path + "`")));
    }

    private static void put(Path target, byte[] bytes) {
        try {
            Path parent = target.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Path part = Files.createTempFile(parent, "", ".part");
            Files.write(part, bytes);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UnreadableLedgerException("the file `" + target + "` can't be written: " + e.getMessage(), e);
        }
    }
}
