package org.suwen.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/**
 * The files of one server under a data folder.
 *
 * <pre>
 * suwen.lock     held while a process owns the folder
 * bin/           the programs, by version
 * postgres/      what PostgreSQL calls its data directory
 * postgres.log   what the server says; statements and values never get into it
 * </pre>
 *
 * @param root the data folder, a real path
 */
record Cluster(Path root) {
    private static final long MAX_LOG_BYTES = 4L << 20;
    private static final int LOG_LINES_IN_MESSAGES = 8;
    private static final List<String> VITAL = List.of("PG_VERSION", "global/pg_control", "base", "pg_wal");

    /** Returns what PostgreSQL calls its data directory. */
    Path data() {
        return root.resolve("postgres");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    /** Says whether there is a cluster; a torn one and one of another major version are refused. */
    boolean isInitialised(String version) throws IOException {
        if (!Files.exists(data(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        for (String name : VITAL) {
            if (!Files.exists(data().resolve(name))) {
                throw new EmbeddedPostgresException(
                        Code.FOLDER_UNUSABLE,
                        "the database in `" + data() + "` is incomplete: it lacks `" + name
                                + "`; restore the folder from a backup, or move it away to start empty");
            }
        }
        String major = version.substring(0, version.indexOf('.'));
        String found = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!found.equals(major)) {
            throw new EmbeddedPostgresException(
                    Code.FOLDER_UNUSABLE,
                    "the database in `" + data() + "` was made by PostgreSQL `" + found + "`, this is `" + major
                            + "`; export it with the version that made it and import it here");
        }
        return true;
    }

    /** Makes the cluster: aside first, then renamed, so that one that exists is whole. */
    void initialise(Binaries binaries, Account account, String password) throws IOException {
        Path fresh = root.resolve("postgres.new");
        Folders.delete(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path passwordFile = Files.createTempFile(fresh.resolveSibling("."), "initdb", ".tmp");
        try {
            Files.writeString(passwordFile, password + "\n");
            account.own(passwordFile);
            account.own(fresh);
            int status = Programs.run(account.command(initdb(binaries, fresh, passwordFile)), log());
            if (status != 0) {
                throw new EmbeddedPostgresException(
                        Code.START, "`initdb` ended with status `" + status + "`: " + lastWords());
            }
            Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(passwordFile);
            Folders.delete(fresh);
        }
    }

    private static List<String> initdb(Binaries binaries, Path data, Path passwordFile) {
        return List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + EmbeddedPostgres.USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
    }

    /** Writes our configuration over whatever is there. */
    void configure(int port, Account account) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# written by Suwen at each start; changes here are lost");
        Settings.wanted(port).forEach((name, value) -> lines.add(name + " = '" + value + "'"));
        write(data().resolve("postgresql.conf"), lines, account);
        write(
                data().resolve("pg_hba.conf"),
                List.of("# written by Suwen at each start", "host all all 127.0.0.1/32 scram-sha-256"),
                account);
    }

    private static void write(Path file, List<String> lines, Account account) throws IOException {
        Files.write(file, lines, StandardCharsets.UTF_8);
        account.own(file);
    }

    /** Keeps the log within bounds: a long one makes way for a new one. */
    void turnLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > MAX_LOG_BYTES) {
            Files.move(log(), root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Returns the end of the log on one line. */
    String lastWords() throws IOException {
        if (!Files.exists(log())) {
            return "it left no log";
        }
        List<String> lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_MESSAGES), lines.size()));
    }
}
