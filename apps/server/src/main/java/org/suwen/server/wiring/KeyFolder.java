package org.suwen.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.suwen.vault.FileKeySource;
import org.suwen.vault.KeySource;

/**
 * The folder of the demo's keys, outside the data folder (STO-24, D8).
 *
 * <p>{@code serve} takes the passphrase from the environment and keeps only the wrapped root key in a file, which the
 * hospital mounts from another host; a key file beside the data is for {@code demo} alone.
 */
final class KeyFolder {

    private static final String KEY_FILE = "root.key";
    private static final String PASSPHRASE_FILE = "root.passphrase";

    private KeyFolder() {}

    /** Opens the key source of {@code folder}, made at the first start. */
    static KeySource open(Path folder, Path dataFolder, SecureRandom random) {
        Path keyFile = folder.resolve(KEY_FILE);
        char[] passphrase = passphrase(folder, random);
        return Files.exists(keyFile)
                ? FileKeySource.open(keyFile, dataFolder, passphrase, random)
                : FileKeySource.create(keyFile, dataFolder, passphrase, random);
    }

    private static char[] passphrase(Path folder, SecureRandom random) {
        String given = System.getenv("SUWEN_KEY_PASSPHRASE");
        if (given != null) {
            return given.toCharArray();
        }
        Path file = folder.resolve(PASSPHRASE_FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                byte[] bytes = new byte[24];
                random.nextBytes(bytes);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(bytes));
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray();
        } catch (IOException failed) {
            throw new UncheckedIOException("the key folder `" + folder + "` can't be read or written", failed);
        }
    }
}
