package org.suwen.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.cli.verify.TimestampCheck.State;
import org.suwen.ledger.evidence.EvidenceWriter;
import org.suwen.ledger.evidence.Manifest;
import org.suwen.ledger.evidence.PackageFiles;

/** A package's time stamp, right and wrong. */
class TimestampCheckTest {
    private static final byte[] CHECKPOINT = "a checkpoint's text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static byte[] token(LocalAuthority authority, byte[] over) throws Exception {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] query = generator
                .generate(TSPAlgorithms.SHA256, Manifest.sha256(over), BigInteger.TEN)
                .getEncoded();
        return new TimeStampResponse(authority.answer(query))
                .getTimeStampToken()
                .getEncoded();
    }

    private static PackageFiles files(byte[] token) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new EvidenceWriter(out)) {
            writer.file("checkpoint", CHECKPOINT);
            writer.file(TimestampCheck.PATH, token);
        }
        return PackageFiles.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private State check(Optional<LocalAuthority> trusted, byte[] token) throws Exception {
        Path certificate = folder.resolve("tsa.cer");
        if (trusted.isPresent()) {
            Files.write(certificate, trusted.get().certificate().getEncoded());
        }
        return TimestampCheck.trusting(trusted.map(none -> certificate))
                .check(files(token))
                .orElseThrow()
                .state();
    }

    @Test
    void isSoundOnlyUnderThePinnedAuthority() throws Exception {
        var authority = new LocalAuthority();
        byte[] token = token(authority, CHECKPOINT);

        assertEquals(State.SOUND, check(Optional.of(authority), token));
        assertEquals(State.UNKNOWN_AUTHORITY, check(Optional.empty(), token));
        assertEquals(State.BROKEN, check(Optional.of(new LocalAuthority()), token));
    }

    @Test
    void isBrokenOverAnotherTextOrWhenChanged() throws Exception {
        var authority = new LocalAuthority();
        byte[] token = token(authority, CHECKPOINT);
        byte[] changed = token.clone();
        changed[changed.length - 3] ^= 1;

        assertEquals(State.BROKEN, check(Optional.of(authority), token(authority, new byte[] {1})));
        assertEquals(State.BROKEN, check(Optional.of(authority), changed));
        assertEquals(State.BROKEN, check(Optional.of(authority), new byte[] {1, 2, 3}));
    }

    @Test
    void saysNothingOfAPackageWithoutOne() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var writer = new EvidenceWriter(out)) {
            writer.file("checkpoint", CHECKPOINT);
        }
        PackageFiles none = PackageFiles.read(new ByteArrayInputStream(out.toByteArray()));

        assertTrue(TimestampCheck.trusting(Optional.empty()).check(none).isEmpty());
    }
}
