package org.suwen.cli.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A demo server of its own: the built program in a child process, on a free port of this machine, with its own folders.
 *
 * <p>Stopped by {@link #close()} and when this process ends in an orderly way; a killed parent leaves it running.
 */
public final class ChildServer implements AutoCloseable {

    private static final String ADDRESS = "Suwen demo hospital: http://localhost:";
    private static final int LINES_KEPT = 40;
    private static final double TICKS_PER_SECOND = 100;
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final Thread atExit;
    private final Path data;
    private final int port;
    private final double startSeconds;

    /**
     * Where the programs are.
     *
     * @param jar the server's program
     * @param javaOptions a file of options for Java, one a line
     */
    public record Program(Path jar, Path javaOptions) {
        /**
         * The programs of a checkout.
         *
         * @throws IOException when they are not built
         */
        public static Program of(Path root) throws IOException {
            Path jar = root.resolve("apps/server/target/suwen-server.jar");
            if (!Files.isRegularFile(jar)) {
                throw new IOException("the server is not built: `" + jar + "` is missing; run ./suwen build");
            }
            return new Program(jar, root.resolve("config/server.jvm"));
        }
    }

    private ChildServer(Process process, Thread atExit, Path data, Started started) {
        this.process = process;
        this.atExit = atExit;
        this.data = data;
        this.port = started.port();
        this.startSeconds = started.seconds();
    }

    private record Started(int port, double seconds) {}

    /**
     * Starts a demo in {@code data} and waits until it can be used.
     *
     * @param options more options of the command {@code demo}
     * @throws IOException when it does not start, with its last words
     */
    public static ChildServer demo(Program program, Path data, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Files.exists(program.javaOptions())) {
            command.add("@" + program.javaOptions());
        }
        command.addAll(List.of("-jar", program.jar().toString(), "demo", "--port", "0", "--data", data.toString()));
        command.addAll(options);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
        var address = new CompletableFuture<Started>();
        Thread.ofVirtual().start(() -> follow(process, start, address));
        try {
            return new ChildServer(process, atExit, data, address.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException failed) {
            process.destroy();
            throw new IOException("the server did not start: " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted", stopped);
        }
    }

    /** Reads all the server says, so that it never waits for a reader; keeps the last lines for when it fails. */
    private static void follow(Process process, long start, CompletableFuture<Started> address) {
        Deque<String> last = new ArrayDeque<>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ADDRESS)) {
                    int port = Integer.parseInt(line.substring(ADDRESS.length()).strip());
                    address.complete(new Started(port, (System.nanoTime() - start) / 1e9));
                }
                last.addLast(line);
                if (last.size() > LINES_KEPT) {
                    last.removeFirst();
                }
            }
        } catch (IOException closed) {
            last.addLast(String.valueOf(closed.getMessage()));
        }
        address.completeExceptionally(new IOException("it said: " + String.join("\n", last)));
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Its address without a slash at the end. */
    public String address() {
        return "http://localhost:" + port;
    }

    /** From the start of the process until it could be used. */
    public double startSeconds() {
        return startSeconds;
    }

    /** Resident megabytes of the server's own process. */
    public long residentMegabytes() throws IOException {
        return kilobytes(process.pid(), "status", "VmRSS:") / 1024;
    }

    /** Processor seconds that the server's own process has used since it started. */
    public double processorSeconds() throws IOException {
        return processorSeconds(process.pid());
    }

    /** Processor seconds that its PostgreSQL's processes have used since they started; those that ended don't count. */
    public double databaseProcessorSeconds() throws IOException {
        long postmaster = postmaster();
        double sum = processorSeconds(postmaster);
        List<Long> children = ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
        for (long child : children) {
            sum += processorSeconds(child);
        }
        return sum;
    }

    /** User and system time of proc(5)'s stat, in its ticks of 10 ms. */
    private static double processorSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident megabytes of its PostgreSQL: memory shared by several of its processes counts once. */
    public long databaseResidentMegabytes() throws IOException {
        long postmaster = postmaster();
        long sum = kilobytes(postmaster, "smaps_rollup", "Pss:");
        List<Long> children = ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
        for (long child : children) {
            sum += kilobytes(child, "smaps_rollup", "Pss:");
        }
        return sum / 1024;
    }

    /** Bytes of the database's tables and indexes on disk, without the write-ahead log. */
    public long databaseBytes() throws IOException {
        try (Stream<Path> files = Files.walk(cluster().resolve("base"))) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += file.toFile().length(); // 0 for one that went meanwhile
            }
            return sum;
        }
    }

    /** The port of its PostgreSQL. */
    public int databasePort() throws IOException {
        return Integer.parseInt(
                Files.readAllLines(cluster().resolve("postmaster.pid")).get(3).strip());
    }

    /** The password of the database's owner. */
    public String databasePassword() throws IOException {
        Path keys = data.resolveSibling(data.getFileName() + "-keys");
        return Files.readString(keys.resolve("postgres.password")).strip();
    }

    /** The process id of its PostgreSQL. */
    public long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(cluster().resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }

    private Path cluster() {
        return data.resolve("postgres").resolve("postgres");
    }

    private static long kilobytes(long pid, String file, String name) throws IOException {
        Optional<String> found = Files.readAllLines(Path.of("/proc", Long.toString(pid), file)).stream()
                .filter(line -> line.startsWith(name))
                .findFirst();
        String text =
                found.orElse(name + " 0 kB").substring(name.length()).strip().toLowerCase(Locale.ROOT);
        return Long.parseLong(text.replaceAll("[^0-9]", ""));
    }

    /** The process, for fault tests. */
    public Process process() {
        return process;
    }

    /** Stops the server as Ctrl-C would, its PostgreSQL with it; after a minute the hard way. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException ending) {
            process.destroyForcibly(); // the hook has stopped it already
        }
    }
}
