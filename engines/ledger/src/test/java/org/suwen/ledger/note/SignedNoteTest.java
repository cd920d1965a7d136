package org.suwen.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Fuzz;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.TreeHead;

class SignedNoteTest {
    private static final String TESSERA =
            "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private static final String ORIGIN = "example.com/log/testdata";

    private final Ed25519Signer signer = new Ed25519Signer("log.example/a", Ed25519Signer.generate(new SecureRandom()));

    private static String tessera() throws Exception {
        return Files.readString(Path.of("../../testdata/vectors/tlog/checkpoint"));
    }

    @Test
    void readsAndWritesTheKeyOfAForeignLog() {
        assertThat(Ed25519Verifier.parse(TESSERA)).hasToString(TESSERA);
        assertThat(Ed25519Verifier.parse(TESSERA).keyId()).isEqualTo(0x33d7b496);
    }

    @Test
    void acceptsTheForeignLogsCheckpoints() throws Exception {
        List<Ed25519Verifier> keys = List.of(Ed25519Verifier.parse(TESSERA));
        for (int size = 0; size <= 15; size++) {
            String note = Files.readString(Path.of("../../testdata/vectors/tlog/checkpoint." + size));

            assertThat(Checkpoint.verified(note, ORIGIN, keys).size()).isEqualTo(size);
        }
        assertThat(Checkpoint.verified(tessera(), ORIGIN, keys).text()).isEqualTo(tessera());
    }

    @Test
    void refusesEveryFlippedBitOfACheckpoint() throws Exception {
        List<Ed25519Verifier> keys = List.of(Ed25519Verifier.parse(TESSERA));
        byte[] note = tessera().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < note.length * 8; bit++) {
            byte[] flipped = note.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> SignedNote.parse(flipped).verify(keys)).isInstanceOf(InvalidNoteException.class);
        }
    }

    @Test
    void ignoresForeignSignaturesButNotAWrongOneOfAKnownKey() {
        Ed25519Signer other = new Ed25519Signer("witness.example/b", Ed25519Signer.generate(new SecureRandom()));
        TreeHead head = new TreeHead(0, MerkleTree.emptyRoot());
        String note =
                Checkpoint.sign("log.example/a", head, List.of(other, signer)).text();

        assertThat(SignedNote.parse(note).verify(List.of(signer.verifier()))).containsExactly(signer.verifier());
        SignedNote.Line wrong = new SignedNote.Line(
                "log.example/a",
                signer.verifier().keyId(),
                SignedNote.parse(note).lines().getFirst().signature());
        SignedNote forged = new SignedNote(
                SignedNote.parse(note).text(),
                List.of(wrong, SignedNote.parse(note).lines().getLast()));
        assertThatThrownBy(() -> forged.verify(List.of(signer.verifier())))
                .hasMessage("the signature of `log.example/a` is wrong");
        assertThatThrownBy(() -> SignedNote.parse(note).verify(List.of(Ed25519Verifier.parse(TESSERA))))
                .hasMessage("no known key has signed the note");
    }

    @Test
    void refusesACheckpointOfAnotherLog() {
        String note = Checkpoint.sign("log.example/b", new TreeHead(0, MerkleTree.emptyRoot()), List.of(signer))
                .text();

        assertThatThrownBy(() -> Checkpoint.verified(note, "log.example/a", List.of(signer.verifier())))
                .hasMessage("the checkpoint is of the log `log.example/b` and not of `log.example/a`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n9999999999999999999\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
                "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
                "o\n1\nAAAA\n",
                "o\n1\n",
                "\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n"
            })
    void refusesABodyThatIsNoCheckpoint(String body) {
        String note = SignedNote.sign(body, List.of(signer)).toString();

        assertThatThrownBy(() -> Checkpoint.unverified(note)).isInstanceOf(InvalidNoteException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a+b",
                "a b+00000000+AQ==",
                "a+33d7b496+",
                "a+00000000+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
            })
    void refusesAKeyTextThatIsNotRight(String key) {
        assertThatThrownBy(() -> Ed25519Verifier.parse(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsOnlyWhatItWouldWrite() throws Exception {
        byte[] note = tessera().getBytes(StandardCharsets.UTF_8);
        Fuzz.run("signed note", seed -> {
            byte[] changed = Fuzz.mutate(new Random(seed), note);
            try {
                assertThat(SignedNote.parse(changed).toString().getBytes(StandardCharsets.UTF_8))
                        .isEqualTo(changed);
            } catch (InvalidNoteException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }
}
