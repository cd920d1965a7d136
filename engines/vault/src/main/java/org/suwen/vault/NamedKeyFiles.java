package org.suwen.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.regex.Pattern;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.SecretBytes;

/** Wrapping keys of a file key source, one file each under the root key; destroying one overwrites and removes its file. */
final class NamedKeyFiles {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String SUFFIX = ".key";
    private static final int MOST_BYTES = 256;

    private final Path folder;
    private final SecretBytes root;
    private final Seals seals;
    private final SecureRandom random;

    NamedKeyFiles(Path folder, SecretBytes root, Seals seals, SecureRandom random) {
        this.folder = folder;
        this.root = root;
        this.seals = seals;
        this.random = random;
    }

    void make(String name) {
        byte[] key = new byte[SecretBytes.LENGTH];
        random.nextBytes(key);
        SecretBytes secret = SecretBytes.taking(key);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            write(file(name), seals.wrap(root, 0, Fields.of(name), secret));
        } catch (FileAlreadyExistsException e) {
            throw new KeySourceException("there is a key `" + name + "` already", e);
        } catch (IOException e) {
            throw new KeySourceException("key `" + name + "` can't be kept in `" + folder + "`", e);
        } finally {
            secret.destroy();
        }
    }

    boolean holds(String name) {
        Path file = file(name);
        if (Files.exists(file)) {
            return true;
        }
        if (Files.notExists(file) && Files.isDirectory(folder.resolveSibling("."))) {
            return false;
        }
        throw new KeySourceException("it can't be told whether key `" + name + "` is in `" + folder + "`");
    }

    /** The key; the caller destroys it. */
    SecretBytes open(String name) {
        try {
            byte[] sealed = Files.readAllBytes(file(name));
            return seals.unwrap(root, Fields.of(name), sealed);
        } catch (NoSuchFileException e) {
            throw new KeySourceException(
                    "there is no key `" + name + "` in `" + folder + "`: it was destroyed, or the"
                            + " key folder is not the one the data were written with",
                    e);
        } catch (IOException | SealBrokenException e) {
            throw new KeySourceException("key `" + name + "` in `" + folder + "` can't be read", e);
        }
    }

    void destroy(String name) {
        Path file = file(name);
        try {
            byte[] noise = new byte[MOST_BYTES];
            random.nextBytes(noise);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                writeAll(channel, noise);
            }
            Files.delete(file);
            force(folder);
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new KeySourceException("key `" + name + "` in `" + folder + "` can't be destroyed", e);
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a key is named by small letters, digits and hyphens, not `" + name + "`");
        }
        return folder.resolve(name + SUFFIX);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly)) {
            writeAll(channel, bytes);
        }
        force(folder);
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
