package org.suwen.cli.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping the built server as a person does. */
class ChildServerIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void endsItsDatabaseAndTakesItUpAgain(@TempDir Path folder) throws IOException {
        var program = ChildServer.Program.of(ROOT);
        List<String> empty = List.of("--empty");
        long first;
        try (ChildServer server = ChildServer.demo(program, folder.resolve("data"), empty)) {
            first = server.postmaster();
            assertTrue(ProcessHandle.of(first).isPresent());
        }
        assertFalse(ProcessHandle.of(first).isPresent());

        try (ChildServer again = ChildServer.demo(program, folder.resolve("data"), empty)) {
            long second = again.postmaster();

            assertAll(
                    () -> assertNotEquals(first, second),
                    () -> assertTrue(again.databaseBytes() > 0),
                    () -> assertTrue(again.residentMegabytes() > 0));
        }
    }
}
