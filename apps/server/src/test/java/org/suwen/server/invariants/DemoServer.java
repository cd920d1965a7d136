package org.suwen.server.invariants;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real demo server: {@code Main demo} in a Java process of its own, in folders of its own, on the embedded
 * PostgreSQL that it starts itself.
 */
public final class DemoServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 180;
    private static final String READY = "Tokens for curl";

    private final Path root;
    private final int port;
    private final Map<String, String> settings;
    private volatile boolean up;
    private Process process;
    private CountDownLatch ready = new CountDownLatch(1);

    private DemoServer(Path root, int port, Map<String, String> settings) {
        this.root = root;
        this.port = port;
        this.settings = Map.copyOf(settings);
        this.process = launch();
    }

    /** One server for all tests that leave it as they found it. */
    public static DemoServer shared() {
        return Shared.SERVER;
    }

    /** Starts a fresh demo. */
    public static DemoServer start() {
        return start(Map.of());
    }

    /** Starts a fresh demo with these variables in its environment, for instance {@code SUWEN_RULES}. */
    static DemoServer start(Map<String, String> settings) {
        try {
            return in(Files.createTempDirectory("suwen-invariants-"), settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts the demo whose folders lie in {@code root}. */
    static DemoServer in(Path root) {
        return in(root, Map.of());
    }

    static DemoServer in(Path root, Map<String, String> settings) {
        try {
            Files.createDirectories(root.resolve("tmp"));
            Files.createDirectories(root.resolve("work"));
            DemoServer server = launched(root, settings);
            server.await();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static DemoServer launched(Path root, Map<String, String> settings) throws IOException {
        var server = new DemoServer(root, freePort(), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close-demo"));
        return server;
    }

    /** Starts on folders that a server must not serve from; gives what it says when it ends. */
    static String refused(Path root) {
        try {
            DemoServer server = launched(root, Map.of());
            if (!server.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || server.process.exitValue() == 0) {
                throw new AssertionError("the demo serves from `" + root + "`");
            }
            server.ready.await();
            return Files.readString(server.output());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A copy of all folders of a server that was killed. */
    Path copy(String name) {
        Path copy = root.resolveSibling(root.getFileName() + "-" + name);
        try {
            Process copying = new ProcessBuilder("cp", "-a", root.toString(), copy.toString())
                    .inheritIO()
                    .start();
            if (copying.waitFor() != 0) {
                throw new AssertionError("the folders of the demo can't be copied");
            }
            Files.deleteIfExists(copy.resolve("output.txt"));
            return copy;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Shared {
        static final DemoServer SERVER = start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process launch() {
        ready = new CountDownLatch(1);
        up = false;
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + root.resolve("tmp"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.suwen.server.Main",
                "demo",
                "--port",
                Integer.toString(port),
                "--data",
                data().toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.resolve("work").toFile())
                .redirectErrorStream(true);
        builder.environment().put("SUWEN_HOME", root.resolve("home").toString());
        builder.environment().put("TMPDIR", root.resolve("tmp").toString());
        builder.environment().remove("SUWEN_DATABASE_URL");
        builder.environment().putAll(settings);
        try {
            Process started = builder.start();
            Thread.ofVirtual().start(() -> follow(started, ready));
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void follow(Process started, CountDownLatch signal) {
        try (var lines = started.inputReader(StandardCharsets.UTF_8);
                var copy = Files.newBufferedWriter(
                        output(), java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                copy.flush();
                if (line.contains(READY)) {
                    up = true;
                    signal.countDown();
                }
            }
        } catch (IOException killed) {
            signal.countDown();
        } finally {
            signal.countDown();
        }
    }

    private void await() {
        try {
            boolean done = ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!done || !up) { // its output may end without the line, before the process does
                throw new AssertionError("the demo did not come up; its output:\n" + Files.readString(output()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where all of this server lies. */
    Path root() {
        return root;
    }

    /** What the server wrote to its console. */
    Path output() {
        return root.resolve("output.txt");
    }

    /** The data folder. */
    Path data() {
        return root.resolve("data");
    }

    /** The folder of keys and passwords. */
    Path keys() {
        return root.resolve("data-keys");
    }

    /** A client without a token. */
    public Http http() {
        return new Http("http://localhost:" + port, "");
    }

    /** A client with a fresh token of a demo account. */
    public Http as(String account) {
        return http().as(account);
    }

    /** The database as its owner reaches it, past the server; to be closed. */
    HikariDataSource source() {
        var source = new HikariDataSource();
        source.setUsername("suwen");
        source.setMaximumPoolSize(4);
        try {
            source.setPassword(
                    Files.readString(keys().resolve("postgres.password")).strip());
            source.setJdbcUrl(databaseAddress());
            return source;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The database's address, without a name or password. */
    String databaseAddress() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + postmaster().get(3) + "/postgres";
    }

    /** A connection of the database's owner. */
    Connection database() {
        try {
            String password =
                    Files.readString(keys().resolve("postgres.password")).strip();
            return DriverManager.getConnection(databaseAddress(), "suwen", password);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new AssertionError("the database of the demo can't be reached", failed);
        }
    }

    private List<String> postmaster() throws IOException {
        return Files.readAllLines(cluster().resolve("postmaster.pid"));
    }

    /** The folder of PostgreSQL's own files. */
    Path cluster() {
        return data().resolve("postgres/postgres");
    }

    /** Runs statements as the database's owner. */
    public void execute(String... statements) {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** One number out of the database. */
    public long number(String query) {
        return Long.parseLong(text(query));
    }

    /** One text out of the database. */
    String text(String query) {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    /** A variable of its environment that the test gave. */
    String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    /** How many entries the ledger's table holds. */
    long entries() {
        return number("SELECT count(*) FROM ledger_entry");
    }

    /** {@code kill -9} of the server and of every PostgreSQL process at once. */
    void kill() {
        List<ProcessHandle> victims = new java.util.ArrayList<>();
        victims.add(process.toHandle());
        try {
            ProcessHandle.of(Long.parseLong(postmaster().getFirst().strip())).ifPresent(postgres -> {
                victims.add(postgres);
                postgres.descendants().forEach(victims::add);
            });
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        victims.forEach(ProcessHandle::destroyForcibly);
        victims.forEach(each -> each.onExit().join());
    }

    /** {@code kill -9} of the server alone; PostgreSQL lives on. */
    void killServer() {
        process.destroyForcibly().onExit().join();
    }

    /** {@code kill -9} of PostgreSQL's first process alone; the server lives on. */
    void killPostmaster() {
        try {
            ProcessHandle postmaster = ProcessHandle.of(
                            Long.parseLong(postmaster().getFirst().strip()))
                    .orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Starts again on the same folders and the same port. */
    void restart() {
        process = launch();
        await();
    }

    /** Stops in order. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
        try {
            remove(root);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    /** Deletes a folder with all in it. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, java.io.IOException failed) throws IOException {
                Files.deleteIfExists(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The files under a folder. */
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
