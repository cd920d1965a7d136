package org.suwen.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.suwen.vault.internal.BrokenSealException;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.KeyFile;
import org.suwen.vault.internal.SecretBytes;

/**
 * A root key in a file outside the data folder, under a passphrase (PBKDF2-HMAC-SHA256, at least 600,000 rounds).
 *
 * <p>Guarantees: the file is readable by its owner only, or it is refused; so is one inside the data folder. Not guaranteed:
 * that nobody copied the file and learnt the passphrase; a file on the data host is for demonstrations alone (STO-24).
 */
public final class FileKeySource implements KeySource {
    /** Shortest passphrase, in characters. */
    public static final int MIN_PASSPHRASE = 12;

    private static final long MAX_FILE_BYTES = 4096;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final String id;
    private final SecretBytes root;
    private final Seals seals;
    private final NamedKeyFiles named;

    private FileKeySource(String id, SecretBytes root, Path keyFile, SecureRandom random) {
        this.id = id;
        this.root = root;
        this.seals = Seals.with(random);
        this.named = new NamedKeyFiles(keyFile.resolveSibling(keyFile.getFileName() + ".d"), root, seals, random);
    }

    /** Makes a new root key and its file, durably, and opens it; refuses to replace a file. */
    public static FileKeySource create(Path keyFile, Path dataFolder, char[] passphrase, SecureRandom random) {
        if (passphrase.length < MIN_PASSPHRASE) {
            throw new KeySourceException("the passphrase has fewer than `" + MIN_PASSPHRASE + "` characters");
        }
        checkPlace(keyFile, dataFolder);
        byte[] root = new byte[SecretBytes.LENGTH];
        random.nextBytes(root);
        try {
            write(keyFile, KeyFile.seal(root, passphrase, random).text());
        } finally {
            Arrays.fill(root, (byte) 0);
        }
        return open(keyFile, dataFolder, passphrase, random);
    }

    /** Opens an existing file; throws {@link KeySourceException} for a wrong passphrase, place or permission. */
    public static FileKeySource open(Path keyFile, Path dataFolder, char[] passphrase, SecureRandom random) {
        checkPlace(keyFile, dataFolder);
        checkPermissions(keyFile);
        KeyFile file = read(keyFile);
        try {
            SecretBytes root = SecretBytes.taking(file.open(passphrase, random));
            return new FileKeySource("file:" + file.id(), root, keyFile, random);
        } catch (BrokenSealException e) {
            throw new KeySourceException(
                    "key file `" + keyFile + "` does not open: the passphrase is wrong or the file was changed", e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Custody custody() {
        return Custody.FILE;
    }

    @Override
    public byte[] wrap(byte[] key, byte[] context) {
        return seals.exact().seal(root, 0, context(context), key);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        try {
            return Seals.open(seals.exact(), root, context(context), wrapped, "wrapped key");
        } catch (SealBrokenException e) {
            throw new KeySourceException("root key `" + id + "` does not open a key that was wrapped under it", e);
        }
    }

    @Override
    public void make(String name) {
        named.make(name);
    }

    @Override
    public boolean holds(String name) {
        return named.holds(name);
    }

    @Override
    public byte[] wrapUnder(String name, byte[] key, byte[] context) {
        SecretBytes wrapping = named.open(name);
        try {
            return seals.exact().seal(wrapping, 0, Fields.join(Fields.of(name), context), key);
        } finally {
            wrapping.destroy();
        }
    }

    @Override
    public byte[] unwrapUnder(String name, byte[] wrapped, byte[] context) {
        SecretBytes wrapping = named.open(name);
        try {
            return Seals.open(seals.exact(), wrapping, Fields.join(Fields.of(name), context), wrapped, "wrapped key");
        } catch (SealBrokenException e) {
            throw new KeySourceException("key `" + name + "` does not open what was wrapped under it", e);
        } finally {
            wrapping.destroy();
        }
    }

    @Override
    public void destroy(String name) {
        named.destroy(name);
    }

    private static byte[] context(byte[] context) {
        return Fields.join(Fields.of("root"), context);
    }

    private static void checkPlace(Path keyFile, Path dataFolder) {
        if (real(keyFile).startsWith(real(dataFolder))) {
            throw new KeySourceException("key file `" + keyFile + "` lies inside the data folder `" + dataFolder
                    + "`; keep it elsewhere, so that a copy of the data has no key");
        }
    }

    /** The path with links followed as far as it exists. */
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path existing = whole;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            return existing.toRealPath().resolve(existing.relativize(whole)).normalize();
        } catch (IOException e) {
            throw new KeySourceException("path `" + path + "` can't be followed", e);
        }
    }

    private static void checkPermissions(Path keyFile) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(keyFile);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new KeySourceException("key file `" + keyFile + "` is open to others (`"
                        + PosixFilePermissions.toString(permissions) + "`); run `chmod 600` on it");
            }
        } catch (UnsupportedOperationException e) {
            throw new KeySourceException("key file `" + keyFile + "` lies where permissions can't be checked", e);
        } catch (IOException e) {
            throw new KeySourceException("key file `" + keyFile + "` can't be read; is it there, and yours?", e);
        }
    }

    private static KeyFile read(Path keyFile) {
        try {
            if (Files.size(keyFile) > MAX_FILE_BYTES) {
                throw new KeySourceException("`" + keyFile + "` is too long for a key file");
            }
            return KeyFile.parse(Files.readString(keyFile, StandardCharsets.US_ASCII));
        } catch (IOException | IllegalArgumentException e) {
            throw new KeySourceException("`" + keyFile + "` is not a readable key file", e);
        }
    }

    private static void write(Path keyFile, String text) {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel file = FileChannel.open(keyFile, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new KeySourceException("key file `" + keyFile + "` exists already; open it, or name another", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new KeySourceException("key file `" + keyFile + "` can't be written", e);
        }
        forceFolder(keyFile);
    }

    private static void forceFolder(Path keyFile) {
        Path folder = keyFile.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new KeySourceException("folder `" + folder + "` can't be made durable", e);
        }
    }
}
