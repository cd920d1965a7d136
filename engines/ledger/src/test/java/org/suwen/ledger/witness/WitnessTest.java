package org.suwen.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Proof;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.TileBuilder;
import org.suwen.ledger.merkle.TileHashes;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.Cosignature;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.SignedNote;

/** The rules of C2SP tlog-witness and tlog-policy. */
class WitnessTest {
    private static final String ORIGIN = "hospital.example/ledger";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));

    private final Ed25519Signer log = new Ed25519Signer(ORIGIN, Ed25519Signer.generate(RANDOM));
    private final CheckpointSigner key = Cosignature.signer("witness.example/a", Ed25519Signer.generate(RANDOM), CLOCK);

    @TempDir
    Path folder;

    /** A log of {@code size} entries; two branches have the same first ten. */
    private record Tree(TileBuilder builder) {
        static Tree of(int size, int branch) {
            TileBuilder builder = TileBuilder.empty();
            for (int i = 0; i < size; i++) {
                builder.append(MerkleTree.leafHash(new byte[] {(byte) i, (byte) (i < 10 ? 0 : branch)}));
            }
            return new Tree(builder);
        }

        Proof from(long size) {
            var hashes = new TileHashes(
                    (level, index) -> builder.partial(level, index).orElseThrow());
            return new Proof(size == 0 ? List.of() : MerkleTree.consistencyProof(hashes, size, builder.size()));
        }
    }

    private Witness witness() {
        return new Witness(Map.of(ORIGIN, List.of(log.verifier())), key, new FolderWitnessStore(folder));
    }

    private String call(long old, Tree tree) {
        return call(old, tree.from(old), tree.builder().head(), log);
    }

    private static String call(long old, Proof proof, TreeHead head, CheckpointSigner signer) {
        return new AddCheckpoint(old, proof, Checkpoint.sign(ORIGIN, head, List.of(signer))).text();
    }

    @Test
    void cosignsWhatContinuesWhatItHasSeenAlsoAfterARestart() {
        assertThat(witness().add(call(0, Tree.of(5, 1))).status()).isEqualTo(200);
        assertThat(witness().add(call(5, Tree.of(20, 1))).status()).isEqualTo(200);
        Witness.Answer answer = witness().add(call(20, Tree.of(20, 1)));

        Checkpoint checkpoint = Checkpoint.sign(ORIGIN, Tree.of(20, 1).builder().head(), List.of(log));
        SignedNote cosigned = SignedNote.parse(checkpoint.text() + answer.body());
        assertThat(cosigned.verify(List.of(log.verifier(), key.verifier()))).hasSize(2);
    }

    @Test
    void answersWhatTheProtocolAsksForWhenItRefuses() {
        Witness witness = witness();
        Tree five = Tree.of(5, 1);
        assertThat(witness.add(call(0, five)).status()).isEqualTo(200);
        Ed25519Signer stranger = new Ed25519Signer(ORIGIN, Ed25519Signer.generate(RANDOM));

        assertThat(witness.add(call(0, Tree.of(8, 1)))).isEqualTo(new Witness.Answer(409, "text/x.tlog.size", "5\n"));
        assertThat(witness.add(call(
                                5, new Proof(List.of()), Tree.of(8, 1).builder().head(), log))
                        .status())
                .isEqualTo(422);
        assertThat(witness.add(call(9, new Proof(List.of()), five.builder().head(), log))
                        .status())
                .isEqualTo(400);
        assertThat(witness.add(call(5, five.from(5), five.builder().head(), stranger))
                        .status())
                .isEqualTo(403);
        assertThat(witness.add(call(5, five).replace(ORIGIN, "other.example")).status())
                .isEqualTo(404);
        assertThat(witness.add("nonsense").status()).isEqualTo(400);
    }

    @Test
    void keepsBothSignedViewsOfAFork() throws IOException {
        Witness witness = witness();
        assertThat(witness.add(call(0, Tree.of(20, 1))).status()).isEqualTo(200);

        assertThat(witness.add(call(20, Tree.of(20, 2))).status()).isEqualTo(409);
        assertThat(witness.add(call(20, Tree.of(30, 2))).status()).isEqualTo(422);

        try (Stream<Path> kept = Files.list(folder.resolve("forks"))) {
            List<String> forks = kept.sorted().map(WitnessTest::read).toList();
            assertThat(forks).hasSize(2);
            for (String fork : forks) {
                String[] views = fork.split("\n--- [^\n]* ---\n\n");
                Checkpoint seen = Checkpoint.verified(views[0], ORIGIN, List.of(log.verifier()));
                Checkpoint shown = Checkpoint.verified(views[1], ORIGIN, List.of(log.verifier()));
                assertThat(seen.root()).isEqualTo(Tree.of(20, 1).builder().root());
                assertThat(shown.root()).isNotEqualTo(seen.root());
            }
        }
        assertThat(witness.add(call(20, Tree.of(30, 1))).status()).isEqualTo(200);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aPolicyCountsTheWitnessesThatReallySigned() {
        CheckpointSigner second = Cosignature.signer("witness.example/b", Ed25519Signer.generate(RANDOM), CLOCK);
        CheckpointSigner third = Cosignature.signer("witness.example/c", Ed25519Signer.generate(RANDOM), CLOCK);
        String text =
                "# two of three\nlog " + log.verifier() + "\nwitness A " + key.verifier() + " http://a\nwitness B "
                        + second.verifier() + "\nwitness C " + third.verifier() + "\ngroup G 2 A B C\nquorum G\n";
        Policy policy = Policy.parse(text, Optional.empty());
        TreeHead head = Tree.of(3, 1).builder().head();

        SignedNote both =
                Checkpoint.sign(ORIGIN, head, List.of(log, key, third)).note();
        SignedNote one = Checkpoint.sign(ORIGIN, head, List.of(log, second)).note();

        assertThat(policy.require(both)).isEqualTo(Set.of("A", "C"));
        assertThatThrownBy(() -> policy.require(one)).isInstanceOf(InvalidNoteException.class);
        assertThat(policy.witnesses().values()).extracting(Policy.Member::url).contains(Optional.of("http://a"));
    }

    @Test
    void aPolicyThatIsNotRightNamesItsLine() {
        assertThatThrownBy(() -> Policy.parse("quorum G\n", Optional.empty()))
                .hasMessageContaining("line 1 of the policy");
        assertThatThrownBy(() -> Policy.parse("", Optional.empty())).hasMessageContaining("no quorum");
        assertThatThrownBy(() ->
                        Policy.parse("witness A " + key.verifier() + "\ngroup G 2 A\nquorum G\n", Optional.empty()))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Policy.parse(
                        "witness A " + key.verifier() + "\nwitness B " + key.verifier() + "\nquorum A\n",
                        Optional.empty()))
                .hasMessageContaining("a key stands twice");
    }
}
