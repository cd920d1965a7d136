package org.suwen.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * That a backup was restored into a scratch database and read there; kept beside it.
 *
 * @param rows how many rows of patients came in
 * @param opened how many of them were opened with today's keys
 * @param entries how many entries of the ledger were checked
 * @param seconds how long it took
 */
public record Proof(Instant at, long rows, long opened, long entries, double seconds) {

    private static final String FILE = "proof.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Keeps the proof beside its backup. */
    public void keep(Path backup) {
        try {
            Files.write(backup.resolve(FILE), JSON.writeValueAsBytes(this));
        } catch (IOException failed) {
            throw new BackupException("the proof of `" + backup + "` can't be kept", failed);
        }
    }

    /** The proof of a backup, if there is one. */
    static Optional<Proof> of(Path backup) {
        Path file = backup.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), Proof.class))
                    : Optional.empty();
        } catch (IOException | JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
