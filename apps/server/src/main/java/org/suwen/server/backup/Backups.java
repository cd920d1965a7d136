package org.suwen.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Makes backups: all tables of a part by COPY in one snapshot, each under its hash, in a folder that gets its name only
 * when it is whole and on disk (D12, STO-29 to STO-34). What lies in the tables is sealed, so what lies here is too.
 */
public final class Backups {

    /** How long a backup of wrapped keys may lie (D12). */
    public static final Duration KEYS_KEPT = Duration.ofDays(3);

    private static final String UNFINISHED = ".part";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Backups() {}

    /** Makes a backup of data under {@code data} and one of wrapped keys under {@code keys}; gives both folders. */
    public static Made make(Connection connection, Path data, Path keys, Instant now) {
        if (keys.toAbsolutePath().normalize().startsWith(data.toAbsolutePath().normalize())) {
            throw new BackupException("keys are not kept with the data: name another folder for them than `" + data
                    + "` or one below it (STO-24)");
        }
        try {
            boolean auto = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                Path madeData = part(connection, Part.DATA, data, now);
                return new Made(madeData, part(connection, Part.KEYS, keys, now));
            } finally {
                connection.rollback();
                connection.setAutoCommit(auto);
            }
        } catch (SQLException | IOException failed) {
            throw new BackupException("no backup could be made: " + failed.getMessage(), failed);
        }
    }

    /** The folders of a backup. */
    public record Made(Path data, Path keys) {}

    private static Path part(Connection connection, Part part, Path root, Instant now)
            throws SQLException, IOException {
        Path folder = root.resolve(part.prefix() + NAME.format(now));
        Path draft = root.resolve(folder.getFileName() + UNFINISHED);
        Files.createDirectories(root);
        Files.createDirectory(
                draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<Manifest.Table> files = new ArrayList<>();
        for (String table : tables(connection, part)) {
            files.add(copy(connection, table, draft));
        }
        Manifest manifest = manifest(connection, part, now, files);
        try (OutputStream out = Files.newOutputStream(draft.resolve(Manifest.FILE))) {
            out.write(manifest.bytes());
        }
        force(draft.resolve(Manifest.FILE));
        force(draft);
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        force(root);
        return folder;
    }

    private static Manifest manifest(Connection connection, Part part, Instant now, List<Manifest.Table> files)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT origin, size FROM ledger_state")) {
            row.next();
            return new Manifest(Manifest.FORMAT, part, now, row.getString(1), row.getLong(2), files);
        }
    }

    static List<String> tables(Connection connection, Part part) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(part.query())) {
            while (rows.next()) {
                tables.add(rows.getString(1) + "." + rows.getString(2));
            }
        }
        return tables;
    }

    private static Manifest.Table copy(Connection connection, String table, Path folder)
            throws SQLException, IOException {
        Path file = folder.resolve(table + ".copy");
        MessageDigest digest = sha256();
        long rows;
        try (OutputStream out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)", out);
        }
        force(file);
        return new Manifest.Table(table, rows, Files.size(file), HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The newest whole backup of a part under a folder, or the folder itself when it is one. */
    static Optional<Path> newest(Path root, Part part) {
        if (Files.exists(root.resolve(Manifest.FILE))) {
            return Optional.of(root);
        }
        return all(root, part).stream()
                .max(Comparator.comparing(path -> path.getFileName().toString()));
    }

    /** The newest whole backup of data under a folder, and when it was made. */
    public static Optional<Instant> newestData(Path root) {
        return newest(root, Part.DATA).map(folder -> Manifest.read(folder).at());
    }

    private static List<Path> all(Path root, Part part) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(each -> each.getFileName().toString().startsWith(part.prefix()))
                    .filter(each -> Files.exists(each.resolve(Manifest.FILE)))
                    .toList();
        } catch (IOException failed) {
            throw new BackupException("the folder `" + root + "` can't be read", failed);
        }
    }

    /** Removes backups of wrapped keys that are older than they may be, and of data older than {@code dataKept}. */
    public static void prune(Path data, Path keys, Instant now, Duration dataKept) {
        remove(all(keys, Part.KEYS), now.minus(KEYS_KEPT));
        List<Path> old = new ArrayList<>(all(data, Part.DATA));
        newest(data, Part.DATA).ifPresent(old::remove);
        remove(old, now.minus(dataKept));
    }

    private static void remove(List<Path> folders, Instant before) {
        for (Path each : folders) {
            if (Manifest.read(each).at().isBefore(before)) {
                remove(each);
            }
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failed) {
            throw new BackupException("the old backup `" + folder + "` can't be removed", failed);
        }
    }
}
