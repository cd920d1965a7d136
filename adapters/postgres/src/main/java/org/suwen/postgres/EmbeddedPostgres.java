package org.suwen.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/**
 * A PostgreSQL server of our own on this machine, durable, and reachable only from here with a password.
 *
 * <p>Guarantees, once an instance is handed out: the settings durability rests on were asked for and found (D14); at
 * most one process owns the data folder; a server that outlived its process was adopted, or stopped and started anew,
 * after its pid file was verified, and no session of the former owner is left. Not guaranteed: that the disk keeps
 * what it confirmed; that other users of this machine can't reach the port (they lack the password).
 *
 * <p>The data folder's server survives {@code kill -9} of this process, and is adopted by the next start. Instances
 * are safe for use by many threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "suwen";

    /** Apart from {@link AtExit}, which must not be loaded first when the process is already ending. */
    private static final Set<EmbeddedPostgres> TEMPORARY = ConcurrentHashMap.newKeySet();

    private final Supervisor supervisor;
    private final Disposal disposal;
    private boolean closed;

    private EmbeddedPostgres(Supervisor supervisor, Disposal disposal) {
        this.supervisor = supervisor;
        this.disposal = disposal;
    }

    /**
     * Starts the server of a data folder, or adopts the one a killed process left; initialises the folder when empty.
     *
     * @param dataFolder holds programs, database and log; made when missing
     * @param secretsFolder holds the password in {@code postgres.password}, made with the database; lies outside the
     *     data folder
     * @throws EmbeddedPostgresException with a stable code and what to do
     */
    public static EmbeddedPostgres start(Path dataFolder, Path secretsFolder) {
        return guarded(() -> start(dataFolder, cluster -> Passwords.kept(secretsFolder, cluster)));
    }

    /**
     * Starts the server of a data folder, as {@link #start(Path, Path)} does, with a password the caller keeps.
     *
     * @param password 12 to 256 visible ASCII characters; the one the folder was made with
     */
    public static EmbeddedPostgres start(Path dataFolder, String password) {
        return guarded(() -> start(dataFolder, cluster -> Passwords.verified(password)));
    }

    /**
     * Starts a server in a fresh folder, deleted by {@link #close()} or at the end of this process.
     *
     * <p>Durable like the others, so that tests meet the real thing. What a killed process left is cleared away here.
     */
    public static EmbeddedPostgres temporary() {
        return guarded(() -> {
            Binaries binaries = Binaries.under(TemporaryFolders.cache());
            TemporaryFolders.Held held = TemporaryFolders.make();
            EmbeddedPostgres postgres =
                    launch(new Cluster(held.folder()), binaries, cluster -> Passwords.random(), held::remove);
            AtExit.close(postgres);
            return postgres;
        });
    }

    /** Returns the address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + supervisor.port() + "/" + Supervisor.DATABASE;
    }

    /** Returns the name of the server's owner, a superuser. */
    public String user() {
        return USER;
    }

    /** Returns the password of {@link #user()}. */
    public String password() {
        return supervisor.password();
    }

    /** Returns a source that opens a new connection each time; for tests and single uses, not for load. */
    public DataSource dataSource() {
        return supervisor.dataSource();
    }

    /** Returns the process id of the server's first process, the postmaster. */
    public synchronized long pid() {
        return supervisor.pid();
    }

    /** Whether the server's first process runs; false after a crash it could not recover from, or {@link #kill()}. */
    public synchronized boolean isAlive() {
        return supervisor.isAlive();
    }

    /** Stops the server if it runs, and starts it again on the same port; after {@link #kill()} it recovers. */
    public synchronized void restart() {
        if (closed) {
            throw new EmbeddedPostgresException(Code.START, "a closed server can't be restarted");
        }
        guarded(() -> {
            supervisor.stop();
            supervisor.startAgain();
            return this;
        });
    }

    /** Kills every process of the server at once, as a crash would; for fault tests. */
    public synchronized void kill() {
        guarded(() -> {
            supervisor.kill();
            return this;
        });
    }

    /** Stops the server, ending open sessions, and gives the folder free; waits at most a minute, harmless if repeated. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        TEMPORARY.remove(this);
        guarded(() -> {
            try {
                supervisor.stop();
            } finally {
                disposal.dispose();
            }
            return this;
        });
    }

    private static EmbeddedPostgres start(Path dataFolder, PasswordSource passwords) throws IOException {
        Files.createDirectories(dataFolder);
        Cluster cluster = new Cluster(dataFolder.toRealPath());
        FolderLock lock = FolderLock.take(cluster.root());
        boolean started = false;
        try {
            Binaries binaries = Binaries.under(cluster.root().resolve("bin"));
            EmbeddedPostgres postgres = launch(cluster, binaries, passwords, lock::close);
            started = true;
            return postgres;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    private static EmbeddedPostgres launch(
            Cluster cluster, Binaries binaries, PasswordSource passwords, Disposal disposal) throws IOException {
        boolean started = false;
        try {
            Account account = Account.of(cluster.data(), binaries);
            Supervisor supervisor = new Supervisor(cluster, binaries, account, passwords.password(cluster));
            supervisor.start();
            started = true;
            return new EmbeddedPostgres(supervisor, disposal);
        } finally {
            if (!started) {
                disposal.dispose();
            }
        }
    }

    private static EmbeddedPostgres guarded(Step step) {
        try {
            return step.take();
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    Code.IO, "a file of the embedded database can't be used: " + e.getMessage(), e);
        }
    }

    /** Where the password comes from, once the folder is ours. */
    private interface PasswordSource {
        String password(Cluster cluster) throws IOException;
    }

    /** What happens to the folder when the server is gone. */
    private interface Disposal {
        void dispose() throws IOException;
    }

    private interface Step {
        EmbeddedPostgres take() throws IOException;
    }

    /** Closes the temporary servers that are still open when the process ends. */
    private static final class AtExit {
        static {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> Set.copyOf(TEMPORARY).forEach(EmbeddedPostgres::close), "suwen-postgres-close"));
        }

        static void close(EmbeddedPostgres postgres) {
            TEMPORARY.add(postgres);
        }
    }
}
