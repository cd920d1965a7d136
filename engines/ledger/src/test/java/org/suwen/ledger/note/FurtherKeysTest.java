package org.suwen.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.TreeHead;

/** Further signature lines on a checkpoint: ML-DSA-44, SM2, witnesses' cosignatures. */
class FurtherKeysTest {
    private static final String ORIGIN = "hospital.example/ledger";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Provider NATIONAL = new BouncyCastleProvider();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));
    private static final TreeHead HEAD = new TreeHead(7, MerkleTree.leafHash(new byte[] {7}));

    private final List<CheckpointSigner> signers = List.of(
            new Ed25519Signer(ORIGIN, Ed25519Signer.generate(RANDOM)),
            MlDsaKey.signer(ORIGIN, MlDsaKey.generate(RANDOM), CLOCK),
            Sm2Key.signer(ORIGIN, Sm2Key.generate(NATIONAL, RANDOM), NATIONAL),
            Cosignature.signer("witness.example/a", Ed25519Signer.generate(RANDOM), CLOCK));

    @Test
    void eachKindIsReadFromItsTextAndVerifies() {
        Checkpoint checkpoint = Checkpoint.sign(ORIGIN, HEAD, signers);

        for (CheckpointSigner signer : signers) {
            NoteVerifier read = NoteKeys.parse(signer.verifier().toString(), Optional.of(NATIONAL));
            assertThat(read).hasToString(signer.verifier().toString());
            assertThat(read.keyId()).isEqualTo(signer.verifier().keyId());
            assertThat(checkpoint.note().verify(List.of(read))).hasSize(1);
        }
        assertThat(Checkpoint.verified(
                                checkpoint.text(),
                                ORIGIN,
                                signers.stream().map(CheckpointSigner::verifier).toList())
                        .text())
                .isEqualTo(checkpoint.text());
    }

    @Test
    void noKindTakesAnotherTextOrAChangedSignature() {
        byte[] text = Checkpoint.sign(ORIGIN, HEAD, signers).note().text().getBytes(StandardCharsets.UTF_8);
        byte[] other = (ORIGIN + "\n8\n" + new String(text, StandardCharsets.UTF_8).split("\n")[2] + "\n")
                .getBytes(StandardCharsets.UTF_8);
        for (CheckpointSigner signer : signers) {
            byte[] signature = signer.sign(text);
            assertThat(signer.verifier().verify(text, signature)).isTrue();
            assertThat(signer.verifier().verify(other, signature)).isFalse();
            for (int at : new int[] {0, 5, signature.length / 2, signature.length - 1}) {
                byte[] changed = signature.clone();
                changed[at] ^= 1;
                assertThat(signer.verifier().verify(text, changed))
                        .as("byte " + at)
                        .isFalse();
            }
            assertThat(signer.verifier().verify(text, new byte[3])).isFalse();
        }
    }

    @Test
    void refusesKeysThatWereChangedOrHaveNoProvider() {
        String sm2 = signers.get(2).verifier().toString();
        String mlDsa = signers.get(1).verifier().toString();

        assertThatThrownBy(() -> NoteKeys.parse(sm2, Optional.empty())).hasMessageContaining("no provider has SM2");
        assertThatThrownBy(() -> NoteKeys.parse(mlDsa.replace("+", "+0"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteKeys.parse("x" + mlDsa, Optional.empty())).hasMessageContaining("does not fit");
    }
}
