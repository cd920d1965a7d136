package org.suwen.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.suwen.ledger.merkle.TilePath;

/** A ledger as a folder of static files, in the layout of C2SP tlog-tiles. */
public final class TileFolder implements LedgerReader {
    static final String CHECKPOINT = "checkpoint";
    private static final long MAX_FILE_BYTES = 1L << 25; // a bundle of 256 longest entries has 16 MiB

    private final Path folder;

    public TileFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<String> checkpoint() {
        return file(folder.resolve(CHECKPOINT)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        return file(folder.resolve(path.toString()));
    }

    private static Optional<byte[]> file(Path path) {
        try {
            if (Files.size(path) > MAX_FILE_BYTES) {
                throw new IOException("the file is larger than any tile or bundle");
            }
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnreadableLedgerException("the file `" + path + "` can't be read: " + e.getMessage(), e);
        }
    }
}
