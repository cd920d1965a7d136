package org.suwen.server.invariants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another command of the program, run beside a server. */
final class Beside {
    private Beside() {}

    /** What the command says; fails when the command does. */
    static String run(DemoServer demo, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.suwen.server.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(demo.root().resolve("work").toFile())
                .redirectErrorStream(true);
        builder.environment().remove("SUWEN_DATABASE_URL");
        try {
            Process started = builder.start();
            String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (started.waitFor() != 0) {
                throw new AssertionError(String.join(" ", words) + " failed: " + said);
            }
            return said;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
