package org.suwen.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.merkle.EntryBundle;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TileHashes;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.ledger.note.Ed25519Verifier;

/** A log that Tessera wrote, read by our code. */
class ForeignLogTest {
    private static final Path LOG = Path.of("../../testdata/vectors/tlog");
    private static final Ed25519Verifier KEY =
            Ed25519Verifier.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    private static Checkpoint checkpoint(int size) throws IOException {
        String note = Files.readString(LOG.resolve("checkpoint." + size));
        return Checkpoint.verified(note, KEY.name(), List.of(KEY));
    }

    private static TileHashes hashes(int size) {
        byte[] tile = new TileFolder(LOG).read(new TilePath(0, 0, size)).orElseThrow();
        return new TileHashes((level, index) -> new Tile(level, index, tile));
    }

    @Test
    void verifiesItWhole() throws IOException {
        for (int size = 1; size < 15; size++) {
            Trust trust = Trust.of(KEY).withPinned(checkpoint(size));
            Report report = new LedgerVerifier(new TileFolder(LOG), trust).verify(done -> {});

            assertThat(report.state()).as(report.text()).isEqualTo(Report.State.VERIFIED);
        }
    }

    @Test
    void provesEachEntryAndEachGrowthFromItsTiles() throws IOException {
        for (int size = 1; size <= 15; size++) {
            byte[] bundle = new TileFolder(LOG).read(TilePath.entries(0, size)).orElseThrow();
            List<byte[]> entries = EntryBundle.decode(bundle);
            Checkpoint now = checkpoint(size);
            for (int index = 0; index < size; index++) {
                List<Hash> inclusion = MerkleTree.inclusionProof(hashes(size), index, size);
                List<Hash> consistency = MerkleTree.consistencyProof(hashes(size), index + 1, size);
                Hash leaf = MerkleTree.leafHash(entries.get(index));

                assertThat(EntryBundle.encode(entries)).isEqualTo(bundle);
                assertThat(MerkleTree.verifyInclusion(leaf, index, size, inclusion, now.root()))
                        .isTrue();
                assertThat(MerkleTree.verifyConsistency(checkpoint(index + 1).head(), now.head(), consistency))
                        .isTrue();
            }
        }
    }

    @Test
    void saysSoWhenTheKeyOrTheLogIsAnother() throws IOException {
        Ed25519Verifier other = Ed25519Verifier.parse(KEY.toString());
        Trust wrongOrigin =
                new Trust(Optional.of("example.com/another"), List.of(other), Optional.empty(), Optional.empty());

        Report report = new LedgerVerifier(new TileFolder(LOG), wrongOrigin).verify(done -> {});

        assertThat(report.state()).isEqualTo(Report.State.BROKEN);
        assertThat(report.text()).contains("the log is `example.com/log/testdata` and not `example.com/another`");
    }
}
