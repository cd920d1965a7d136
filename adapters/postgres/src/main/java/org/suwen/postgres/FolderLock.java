package org.suwen.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/**
 * The right to one folder, held by at most one holder on this machine and gone with its process.
 *
 * <p>The operating system's lock belongs to the process and is lost when <em>any</em> channel on the file is closed,
 * so holders within this process are kept apart by a set that is asked before the file is opened.
 */
final class FolderLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;

    private FolderLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock at once or fails with {@link Code#FOLDER_IN_USE}; the folder must exist. */
    static FolderLock take(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve("suwen.lock");
        return attempt(file).orElseThrow(() -> inUse(folder, file));
    }

    /** Takes the lock on a file if it is free. */
    static Optional<FolderLock> attempt(Path file) throws IOException {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        @Nullable FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            held = lock != null;
            return held ? Optional.of(hold(file, channel)) : Optional.empty();
        } finally {
            if (!held) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static FolderLock hold(Path file, FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new FolderLock(file, channel);
    }

    private static EmbeddedPostgresException inUse(Path folder, Path file) {
        String holder;
        try {
            holder = Files.readString(file).strip();
        } catch (IOException e) {
            holder = "?";
        }
        return new EmbeddedPostgresException(
                Code.FOLDER_IN_USE,
                "the data folder `" + folder + "` is in use by process `" + holder
                        + "`; stop that one or choose another folder");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedPostgresException(Code.IO, "the lock `" + key + "` can't be released", e);
        } finally {
            HELD.remove(key);
        }
    }
}
