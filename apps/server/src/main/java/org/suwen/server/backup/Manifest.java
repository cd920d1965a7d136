package org.suwen.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says of itself; the last file that is written.
 *
 * @param part what it holds
 * @param at when its snapshot was taken
 * @param origin the ledger's name
 * @param ledgerSize how many entries the ledger held in the snapshot
 * @param files the tables
 */
record Manifest(int format, Part part, Instant at, String origin, long ledgerSize, List<Table> files) {

    static final String FILE = "manifest.json";
    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A table's file: rows, bytes and SHA-256 in hex. */
    record Table(String name, long rows, long bytes, String sha256) {
        String file() {
            return name + ".copy";
        }
    }

    Manifest {
        files = List.copyOf(files);
    }

    /** Reads the manifest of a backup; throws {@link BackupException} saying what is wrong with it. */
    static Manifest read(Path folder) {
        try {
            Manifest read = JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), Manifest.class);
            if (read.format() != FORMAT) {
                throw new BackupException("`" + folder + "` is a backup of form `" + read.format() + "`, not `1`");
            }
            return read;
        } catch (IOException | JacksonException unreadable) {
            throw new BackupException("`" + folder + "` is no whole backup: its manifest can't be read", unreadable);
        }
    }

    byte[] bytes() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
