package org.suwen.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.evidence.EvidenceWriter;
import org.suwen.ledger.evidence.Manifest;
import org.suwen.ledger.evidence.PackageFiles;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.note.SignedNote;

/** A certificate of erasure, right and wrong. */
class ErasureCheckTest {
    private static final String SOUND =
            "{\"patient\":\"p\",\"attemptsToRead\":[{\"way\":\"a copy\",\"readable\":false}],"
                    + "\"keySource\":{\"id\":\"file:1\",\"custody\":\"FILE\"},\"cannotExclude\":[\"copies of the key folder\"]}";

    private final Ed25519Signer signer = signer();

    private static Ed25519Signer signer() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Ed25519Signer("hospital.example/ledger", pair);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static PackageFiles files(String certificate, Ed25519Signer by, String signed) throws IOException {
        String hash = HexFormat.of().formatHex(Manifest.sha256(signed.getBytes(StandardCharsets.UTF_8)));
        String text = "suwen.org/erasure-certificate/v1\nH1\n" + hash + "\n";
        var out = new ByteArrayOutputStream();
        try (var writer = new EvidenceWriter(out)) {
            writer.file("documents/erasure-certificate.json", certificate);
            writer.file(
                    "documents/erasure-certificate.note",
                    SignedNote.sign(text, List.of(by)).toString());
        }
        return PackageFiles.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private ErasureCheck.Result check(PackageFiles files) {
        return ErasureCheck.of(files, List.of(signer.verifier())).orElseThrow();
    }

    @Test
    void aSoundCertificateIsShownWithWhatItCannotExclude() throws IOException {
        ErasureCheck.Result result = check(files(SOUND, signer, SOUND));

        assertTrue(result.sound(), result.lines().toString());
        assertTrue(result.lines().toString().contains("it can't exclude copies of the key folder"));
        assertTrue(result.lines().toString().contains("signed by the pinned key"));
    }

    @Test
    void anotherTextOrAnotherSignerOrAReadableCopyIsBroken() throws IOException {
        String readable = SOUND.replace("false", "true");

        assertFalse(check(files(SOUND.replace("\"p\"", "\"q\""), signer, SOUND)).sound());
        assertFalse(check(files(SOUND, signer(), SOUND)).sound());
        assertFalse(check(files(readable, signer, readable)).sound());
        assertFalse(check(files("{}", signer, "{}")).sound());
    }

    @Test
    void withoutAPinnedKeyTheSignatureIsSaidToBeUnchecked() throws IOException {
        ErasureCheck.Result result =
                ErasureCheck.of(files(SOUND, signer(), SOUND), List.of()).orElseThrow();

        assertTrue(result.sound());
        assertTrue(result.lines().toString().contains("signature not checked"));
    }

    @Test
    void aPackageWithoutOneIsNoMatterOfThis() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new EvidenceWriter(out)) {
            writer.file("checkpoint", "");
        }
        assertEquals(
                Optional.empty(),
                ErasureCheck.of(PackageFiles.read(new ByteArrayInputStream(out.toByteArray())), List.of()));
    }
}
