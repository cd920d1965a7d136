package org.suwen.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** What several tests need. */
final class Fixtures {
    private Fixtures() {}

    /** Makes a data folder that shares the unpacked programs, so that a test need not wait for its own copy. */
    static Path dataFolder(Path folder) throws IOException {
        Binaries.under(TemporaryFolders.cache());
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("bin"), TemporaryFolders.cache());
        return folder.toRealPath();
    }

    /** Takes the shared programs out of a test's data folders again. */
    static void unlinkPrograms(Path folder) throws IOException {
        for (String name : List.of("data/bin", "copy/bin")) {
            if (Files.isSymbolicLink(folder.resolve(name))) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    /** Lets other users pass through a folder of ours to what is below it. */
    static void openTheWay(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path own = folder.resolve("data/bin");
        Files.delete(own);
        Binaries.under(own);
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return Settings.one(statement, sql);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
