package org.suwen.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/**
 * A process as {@code /proc} shows it (proc(5)), told from a later one with the same number by its start.
 *
 * <p>It need not be our child: after {@code kill -9} of the JVM the server goes on without us.
 *
 * @param pid the process id
 * @param startTicks when it started, in clock ticks since boot
 */
record ServerProcess(long pid, long startTicks) {
    private static final Path PROC = Path.of("/proc");
    private static final Duration POLL = Duration.ofMillis(10);
    private static final long TICKS_PER_SECOND = 100;
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int START_TICKS = 19;

    /** Finds a live process by its number. */
    static Optional<ServerProcess> of(long pid) {
        return stat(pid).map(fields -> new ServerProcess(pid, Long.parseLong(fields[START_TICKS])));
    }

    /** Finds every live PostgreSQL process, the postmaster or a child of it, that works on a cluster. */
    static List<ServerProcess> workingOn(Path cluster) throws IOException {
        List<ServerProcess> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                of(Long.parseLong(process.getFileName().toString()))
                        .filter(candidate -> candidate.worksOn(cluster))
                        .ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** Says whether the process runs a PostgreSQL binary within the cluster's folder. */
    boolean worksOn(Path cluster) {
        try {
            return executable().filter(path -> path.endsWith("bin/postgres")).isPresent()
                    && Files.readSymbolicLink(proc("cwd")).equals(cluster.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the binary it runs, without the mark of one that was deleted since; empty when that can't be read. */
    Optional<Path> executable() {
        try {
            String link = Files.readSymbolicLink(proc("exe")).toString();
            String deleted = " (deleted)";
            return Optional.of(
                    Path.of(link.endsWith(deleted) ? link.substring(0, link.length() - deleted.length()) : link));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Says whether it started at a time, give or take some seconds of clock steps and of starting up. */
    boolean startedNear(long epochSecond, Duration tolerance) throws IOException {
        long bootSecond = Files.readAllLines(PROC.resolve("stat")).stream()
                .filter(line -> line.startsWith("btime "))
                .mapToLong(line -> Long.parseLong(line.substring(6).strip()))
                .findFirst()
                .orElseThrow(() -> new IOException("`/proc/stat` names no boot time"));
        return Math.abs(bootSecond + startTicks / TICKS_PER_SECOND - epochSecond) <= tolerance.toSeconds();
    }

    boolean isChildOf(ServerProcess other) {
        return stat(pid)
                .filter(fields -> Long.parseLong(fields[PARENT]) == other.pid())
                .isPresent();
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Waits until the process is gone; says whether it is. */
    boolean awaitGone(Duration limit) {
        return await(limit, () -> !isAlive());
    }

    /** Sends a signal by name; one that is gone already gets none. */
    void signal(String name) {
        if (!isAlive()) {
            return;
        }
        try {
            // ProcessHandle knows SIGTERM and SIGKILL only, and to PostgreSQL SIGTERM means to wait for every client
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new EmbeddedPostgresException(Code.IO, "`/bin/sh` can't be run to signal process `" + pid + "`", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits in small steps until a condition holds; says whether it does. */
    static boolean await(Duration limit, Condition condition) {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return true;
    }

    /** Something that becomes true. */
    interface Condition {
        boolean holds();
    }

    static EmbeddedPostgresException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddedPostgresException(Code.IO, "interrupted while waiting for the server", e);
    }

    private Path proc(String name) {
        return PROC.resolve(Long.toString(pid)).resolve(name);
    }

    /** Returns the fields of {@code /proc/PID/stat} from the state on; empty for one that is gone or a zombie. */
    private static Optional<String[]> stat(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // the second field is the program's name in parentheses and may hold blanks
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return dead || fields.length <= START_TICKS ? Optional.empty() : Optional.of(fields);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
