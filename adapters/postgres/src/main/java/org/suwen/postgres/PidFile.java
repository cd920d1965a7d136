package org.suwen.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says; a claim, to be verified against the process itself.
 *
 * @param pid the postmaster's process id
 * @param dataDirectory the folder it was started on
 * @param startSecond when it started, seconds since the epoch
 * @param port the port it listens on, 0 while it has not written it
 * @param status {@code starting}, {@code ready}, {@code stopping} … or empty
 */
record PidFile(long pid, Path dataDirectory, long startSecond, int port, String status) {
    static final String NAME = "postmaster.pid";
    private static final int MAX_LENGTH = 16 << 10;

    /** Reads the file of a cluster; empty when it is missing, torn or not understood. */
    static Optional<PidFile> read(Path cluster) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(cluster.resolve(NAME))) {
            bytes = in.readNBytes(MAX_LENGTH);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return parse(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    private static Optional<PidFile> parse(List<String> lines) {
        if (lines.size() < 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PidFile(
                    Long.parseLong(lines.get(0).strip()),
                    Path.of(lines.get(1)),
                    Long.parseLong(lines.get(2).strip()),
                    lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0,
                    lines.size() > 7 ? lines.get(7).strip() : ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Says whether the file speaks of this cluster and not of one it was copied from. */
    boolean isOf(Path cluster) {
        try {
            return dataDirectory.toRealPath().equals(cluster.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    boolean isReady() {
        return status.equals("ready") && port > 0;
    }
}
