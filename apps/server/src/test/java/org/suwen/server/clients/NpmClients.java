package org.suwen.server.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of npm's FHIR clients, installed as its lock file says when they are not there yet. */
public final class NpmClients {
    private static final Path FOLDER = Path.of("../../tools/fhir-clients");

    private NpmClients() {}

    /** The folder, with the packages in it. */
    public static synchronized Path folder() {
        if (!Files.isDirectory(FOLDER.resolve("node_modules/fhirclient"))) {
            install();
        }
        return FOLDER;
    }

    private static void install() {
        try {
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (npm.waitFor() != 0) {
                throw new IllegalStateException(
                        "npm's FHIR clients can't be installed; run `npm ci` in tools/fhir-clients: " + said);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
