package org.suwen.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/** Starts, adopts, checks, stops and kills the server of one cluster; its user holds the folder's lock. */
final class Supervisor {
    static final String DATABASE = "postgres";
    private static final int PORT_ATTEMPTS = 5;
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration FAST_STOP = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(15);
    private static final Duration GONE = Duration.ofSeconds(10);
    private static final Duration START_TOLERANCE = Duration.ofSeconds(30);
    private static final int CONNECT_SECONDS = 30;
    private static final String WRONG_PASSWORD = "28P01";

    private final Cluster cluster;
    private final Binaries binaries;
    private final Account account;
    private final String password;
    private volatile @Nullable Server server;

    /** A running server. */
    private record Server(ServerProcess process, int port) {}

    Supervisor(Cluster cluster, Binaries binaries, Account account, String password) {
        this.cluster = cluster;
        this.binaries = binaries;
        this.account = account;
        this.password = password;
    }

    String password() {
        return password;
    }

    int port() {
        return current().port();
    }

    long pid() {
        return current().process().pid();
    }

    boolean isAlive() {
        return current().process().isAlive();
    }

    PGSimpleDataSource dataSource() {
        return dataSource(port());
    }

    /** Makes the cluster when there is none, then adopts its server or starts one. */
    void start() throws IOException {
        if (!cluster.isInitialised(Binaries.version())) {
            cluster.initialise(binaries, account, password);
        } else {
            account.own(cluster.data());
            Optional<Server> adopted = adoptLeftOver();
            if (adopted.isPresent()) {
                server = adopted.get();
                return;
            }
        }
        startOnFreePort();
    }

    /** Starts the server on the port it had. */
    void startAgain() throws IOException {
        int port = port();
        removeStalePidFile();
        server = tryToStart(port)
                .orElseThrow(() -> new EmbeddedPostgresException(
                        Code.START, "port `" + port + "` was taken by another process meanwhile"));
        verifyOrStop();
    }

    /** Stops the server, harder and harder until it is gone. */
    void stop() throws IOException {
        Server running = server;
        if (running != null) {
            stop(running.process());
        }
    }

    /** Sends SIGKILL to the postmaster and then to each of its children. */
    void kill() throws IOException {
        current().process().signal("KILL");
        killAll();
    }

    private Server current() {
        Server running = server;
        if (running == null) {
            throw new EmbeddedPostgresException(Code.START, "the database server was not started");
        }
        return running;
    }

    /**
     * Finds the server an earlier process left behind; one that can't be adopted is stopped.
     *
     * <p>The pid file alone proves nothing: it may be stale and its number belong to a stranger, or have been copied
     * with the folder. What counts is a process that runs our binary within this very folder.
     */
    private Optional<Server> adoptLeftOver() throws IOException {
        List<ServerProcess> working = ServerProcess.workingOn(cluster.data());
        Optional<PidFile> claim = PidFile.read(cluster.data()).filter(file -> file.isOf(cluster.data()));
        Optional<ServerProcess> postmaster = working.stream()
                .filter(process ->
                        claim.filter(file -> file.pid() == process.pid()).isPresent())
                .findFirst();
        if (postmaster.isPresent() && claim.isPresent()) {
            Server candidate = new Server(postmaster.get(), claim.get().port());
            if (fits(candidate, claim.get())) {
                return Optional.of(candidate);
            }
            stop(candidate.process());
        }
        // a postmaster whose pid file is gone or torn, or children whose postmaster died and which end by themselves
        List<ServerProcess> left = ServerProcess.workingOn(cluster.data());
        for (ServerProcess process : left) {
            if (left.stream().noneMatch(process::isChildOf)) {
                stop(process);
            }
        }
        killAll();
        removeStalePidFile();
        return Optional.empty();
    }

    private boolean fits(Server candidate, PidFile claim) throws IOException {
        boolean verified = claim.isReady()
                && candidate.process().startedNear(claim.startSecond(), START_TOLERANCE)
                && candidate
                        .process()
                        .executable()
                        .filter(binaries.program("postgres")::equals)
                        .isPresent();
        if (!verified) {
            return false;
        }
        try (Connection connection = dataSource(candidate.port()).getConnection();
                Statement statement = connection.createStatement()) {
            Settings.verify(connection);
            return Settings.one(statement, "SHOW data_directory")
                            .equals(cluster.data().toString())
                    && endSessions(statement);
        } catch (EmbeddedPostgresException e) {
            // wrong settings: starting it with ours may cure that, and is checked again
            return false;
        } catch (SQLException e) {
            refuseWrongPassword(e);
            return false;
        }
    }

    /** Ends what the former owner's sessions still do, so that nothing of it can be committed later. */
    private static boolean endSessions(Statement statement) throws SQLException {
        return Settings.one(
                        statement,
                        "SELECT coalesce(bool_and(pg_terminate_backend(pid, 5000)), true) FROM pg_stat_activity"
                                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
                .equals("t");
    }

    private void startOnFreePort() throws IOException {
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            Optional<Server> started = tryToStart(freePort());
            if (started.isPresent()) {
                server = started.get();
                verifyOrStop();
                return;
            }
        }
        throw new EmbeddedPostgresException(
                Code.START, "`" + PORT_ATTEMPTS + "` free ports in a row were taken before the server could have them");
    }

    /** Starts the server; empty when the port is taken. */
    private Optional<Server> tryToStart(int port) throws IOException {
        cluster.configure(port, account);
        cluster.turnLog();
        long logLength = Files.exists(cluster.log()) ? Files.size(cluster.log()) : 0;
        Process process = Programs.start(command(), cluster.log());
        Optional<ServerProcess> postmaster = ServerProcess.of(process.pid());
        boolean inTime = ServerProcess.await(READY, () -> !process.isAlive() || isReady(process.pid()));
        if (inTime && process.isAlive() && postmaster.isPresent()) {
            return Optional.of(new Server(postmaster.get(), port));
        }
        if (process.isAlive()) {
            postmaster.ifPresent(this::stop);
            throw new EmbeddedPostgresException(
                    Code.START,
                    "the database server was not ready within " + READY.toSeconds() + " seconds: "
                            + cluster.lastWords());
        }
        if (logSince(logLength).contains("Address already in use")) {
            return Optional.empty();
        }
        throw new EmbeddedPostgresException(
                Code.START, "the database server ended while starting: " + cluster.lastWords());
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Programs.exists("setsid")) {
            // a session of its own, so that Ctrl-C reaches us first and we stop it in order
            command.add("setsid");
        }
        command.addAll(account.command(List.of(
                binaries.program("postgres").toString(), "-D", cluster.data().toString())));
        return command;
    }

    private boolean isReady(long pid) {
        try {
            return PidFile.read(cluster.data())
                    .filter(file -> file.pid() == pid && file.isReady())
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void verifyOrStop() throws IOException {
        boolean verified = false;
        try (Connection connection = dataSource().getConnection()) {
            Settings.verify(connection);
            verified = true;
        } catch (SQLException e) {
            refuseWrongPassword(e);
            throw new EmbeddedPostgresException(
                    Code.START, "the database server runs but can't be asked for its settings", e);
        } finally {
            if (!verified) {
                stop();
            }
        }
    }

    private void refuseWrongPassword(SQLException e) {
        if (WRONG_PASSWORD.equals(e.getSQLState())) {
            throw new EmbeddedPostgresException(
                    Code.PASSWORD,
                    "the database in `" + cluster.data() + "` was made with another password than the one given",
                    e);
        }
    }

    private void stop(ServerProcess process) {
        process.signal("INT");
        if (process.awaitGone(FAST_STOP)) {
            return;
        }
        process.signal("QUIT");
        if (process.awaitGone(IMMEDIATE_STOP)) {
            return;
        }
        process.signal("KILL");
        try {
            killAll();
        } catch (IOException e) {
            throw new EmbeddedPostgresException(Code.STOP, "`/proc` can't be read to find the server's processes", e);
        }
    }

    private void killAll() throws IOException {
        for (ServerProcess process : ServerProcess.workingOn(cluster.data())) {
            process.signal("KILL");
            if (!process.awaitGone(GONE)) {
                throw new EmbeddedPostgresException(
                        Code.STOP, "the database process `" + process.pid() + "` does not end; is its disk stuck?");
            }
        }
    }

    private void removeStalePidFile() throws IOException {
        Files.deleteIfExists(cluster.data().resolve(PidFile.NAME));
    }

    private String logSince(long offset) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(cluster.log().toFile(), "r")) {
            log.seek(offset);
            byte[] bytes = new byte[(int) Math.min(1 << 16, Math.max(0, log.length() - offset))];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private PGSimpleDataSource dataSource(int port) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(DATABASE);
        source.setUser(EmbeddedPostgres.USER);
        source.setPassword(password);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setApplicationName("suwen");
        return source;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
