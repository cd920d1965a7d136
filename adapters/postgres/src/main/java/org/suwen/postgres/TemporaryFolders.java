package org.suwen.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/**
 * Folders for servers that live as long as this process, and the clearing away of those whose process was killed.
 *
 * <p>Each is one level below a folder per user. Making and clearing happen under that folder's lock, so nobody clears
 * a folder that is just being made.
 */
final class TemporaryFolders {
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final String PREFIX = "server";
    private static final Duration OTHERS = Duration.ofSeconds(60);

    private TemporaryFolders() {}

    /** A fresh folder and the lock that shows it is in use. */
    record Held(Path folder, FolderLock lock) {
        void remove() throws IOException {
            try (lock) {
                TemporaryFolders.remove(folder);
            }
        }
    }

    /** Returns the folder for unpacked programs that all temporary servers of this user share. */
    static Path cache() throws IOException {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        // root without user namespaces runs the server as somebody who can't enter root's home
        boolean homeWillDo = !Account.weAreRoot() || Account.namespacesWork();
        if (homeWillDo && caches.isAbsolute()) {
            try {
                return Files.createDirectories(caches.resolve("suwen"));
            } catch (IOException e) {
                return Files.createDirectories(base().resolve("programs"));
            }
        }
        return Files.createDirectories(base().resolve("programs"));
    }

    static Held make() throws IOException {
        Path base = base();
        FolderLock clearing = turn(base);
        try (clearing) {
            clear(base);
            Path folder = Files.createTempDirectory(base, PREFIX);
            // somebody else may have to run the server; what is inside is closed to others by itself
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            return new Held(folder.toRealPath(), FolderLock.take(folder));
        }
    }

    private static FolderLock turn(Path base) throws IOException {
        long start = System.nanoTime();
        while (true) {
            Optional<FolderLock> lock = FolderLock.attempt(base.resolve("clearing.lock"));
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - start > OTHERS.toNanos()) {
                throw new EmbeddedPostgresException(
                        Code.FOLDER_IN_USE, "`" + base + "` was busy for " + OTHERS.toSeconds() + " seconds");
            }
            ServerProcess.await(Duration.ofMillis(20), () -> false);
        }
    }

    private static Path base() throws IOException {
        int uid = Folders.uid(Path.of("/proc/self").toRealPath());
        Path base = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).resolve("suwen-postgres-" + uid);
        if (!Files.isDirectory(base)) {
            Files.createDirectories(base);
        }
        Path real = base.toRealPath();
        if (Folders.uid(real) != uid) {
            throw new EmbeddedPostgresException(
                    Code.FOLDER_UNUSABLE, "the folder `" + base + "` belongs to another user; remove it");
        }
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx--x--x"));
        return real;
    }

    private static void clear(Path base) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
            for (Path folder : folders) {
                Optional<FolderLock> free = FolderLock.attempt(folder.resolve("suwen.lock"));
                if (free.isPresent()) {
                    FolderLock lock = free.get();
                    try (lock) {
                        remove(folder);
                    }
                }
            }
        }
    }

    /** Stops whatever still works on a folder and deletes it. */
    static void remove(Path folder) throws IOException {
        Path data = new Cluster(folder).data();
        if (Files.isDirectory(data)) {
            for (ServerProcess process : ServerProcess.workingOn(data)) {
                process.signal("QUIT");
            }
            for (ServerProcess process : ServerProcess.workingOn(data)) {
                if (!process.awaitGone(STOP)) {
                    process.signal("KILL");
                }
            }
        }
        Folders.delete(folder);
    }
}
