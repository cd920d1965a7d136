package org.suwen.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.env.Environment;
import org.suwen.server.web.ServerMode;

/**
 * Where a server keeps things.
 *
 * @param data the database's folder; nothing readable is in it (I4)
 * @param keys keys and passwords; never inside the data folder
 */
public record Folders(Path data, Path keys) {
    /** Refuses keys beside the data. */
    public Folders {
        data = data.toAbsolutePath().normalize();
        keys = keys.toAbsolutePath().normalize();
        if (keys.startsWith(data)) {
            throw new IllegalArgumentException("the key folder must lie outside the data folder (STO-24)");
        }
    }

    /** From {@code suwen.data} and {@code suwen.keys}; by default under {@code SUWEN_HOME}. */
    static Folders of(Environment environment, ServerMode mode) {
        String home = environment.getProperty("SUWEN_HOME", ".suwen");
        String name = mode == ServerMode.SERVE ? "server" : "demo";
        Path data = Path.of(environment.getProperty("suwen.data", home + "/" + name));
        Path beside = data.resolveSibling(data.getFileName() + "-keys");
        var folders = new Folders(data, Path.of(environment.getProperty("suwen.keys", beside.toString())));
        if (mode == ServerMode.SERVE && Database.url(environment).isEmpty()) {
            folders.checkApart();
        }
        return folders;
    }

    /** Where the database is on this host, a key file beside it would be a key kept with the data (STO-24). */
    private void checkApart() {
        try {
            Files.createDirectories(data);
            Files.createDirectories(keys);
            if (Files.getFileStore(data).equals(Files.getFileStore(keys))) {
                throw new IllegalStateException("`serve` refuses a key folder on the disk of the data (STO-24): mount"
                        + " `suwen.keys` from another host or device, or use a database on another host");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the data or key folder can't be made", failed);
        }
    }
}
