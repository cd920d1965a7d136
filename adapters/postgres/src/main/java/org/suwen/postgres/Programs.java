package org.suwen.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/** How other programs are run: in a clean environment, with no input and within a time. */
final class Programs {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Programs() {}

    /** Runs a program to its end and says whether it ended well; one that can't be started did not. */
    static boolean succeeds(List<String> command) {
        try {
            return run(builder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a program to its end with its output in a file; returns its exit status. */
    static int run(List<String> command, Path output) throws IOException {
        return run(builder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())));
    }

    /** Starts a program that goes on, its output appended to a file. */
    static Process start(List<String> command, Path output) throws IOException {
        return builder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    /** Says whether a program of that name can be found. */
    static boolean exists(String name) {
        for (String folder : path().split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }

    private static int run(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedPostgresException(
                        Code.START, "`" + builder.command() + "` did not end within " + LIMIT.toSeconds() + " seconds");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw ServerProcess.interrupted(e);
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Map<String, String> environment = builder.environment();
        // PGDATA, PGPORT, LD_PRELOAD and their like must not reach the server
        environment.clear();
        environment.put("PATH", path());
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }

    private static String path() {
        String path = System.getenv("PATH");
        return path == null || path.isEmpty() ? DEFAULT_PATH : path + ":" + DEFAULT_PATH;
    }
}
