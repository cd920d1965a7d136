package org.suwen.cli.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.suwen.ledger.note.Ed25519Signer;

/** A witness's Ed25519 key in a file that only its owner can read: public and private half, a line each. */
final class WitnessKey {

    private WitnessKey() {}

    /** The key in the file; a fresh one when there is none yet. */
    static KeyPair of(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            KeyPair fresh = Ed25519Signer.generate(random);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, owner);
            Files.write(
                    file,
                    List.of(
                            Base64.getEncoder().encodeToString(fresh.getPublic().getEncoded()),
                            Base64.getEncoder()
                                    .encodeToString(fresh.getPrivate().getEncoded())),
                    StandardOpenOption.TRUNCATE_EXISTING);
            return fresh;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    factory.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new IOException("the key file `" + file + "` holds no Ed25519 key", broken);
        }
    }
}
