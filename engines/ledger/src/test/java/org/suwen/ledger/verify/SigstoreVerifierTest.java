package org.suwen.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LedgerConfig;
import org.suwen.ledger.TestLedger;
import org.suwen.ledger.TlogProof;
import org.suwen.ledger.merkle.Hash;

/** Our receipts in the eyes of {@code sigstore-java}: every proof accepted, every changed one refused. */
class SigstoreVerifierTest {
    private static final int SIZE = 300;

    /** What a receipt says, as the foreign verifier takes it. */
    @SuppressWarnings("ArrayRecordComponent") // changed on purpose, never compared
    private record Claim(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        static Claim of(Ledger ledger, long index) {
            TlogProof receipt =
                    TlogProof.parse(ledger.receipt(index).orElseThrow().text());
            Checkpoint checkpoint = receipt.checkpoint();
            return new Claim(
                    ledger.entry(index).orElseThrow().leafHash().bytes(),
                    receipt.index(),
                    checkpoint.size(),
                    receipt.proof().hashes().stream().map(Hash::bytes).toList(),
                    checkpoint.root().bytes());
        }

        boolean accepted() {
            try {
                InclusionProofVerifier.verify(leaf, index, size, path, root);
                return true;
            } catch (InclusionProofVerificationException refused) {
                return false;
            }
        }

        List<Claim> changed() {
            List<Claim> changed = new ArrayList<>();
            changed.add(new Claim(flipped(leaf), index, size, path, root));
            changed.add(new Claim(leaf, index, size, path, flipped(root)));
            changed.add(new Claim(leaf, index ^ 1, size, path, root));
            changed.add(new Claim(leaf, index, size, path.subList(0, path.size() - 1), root));
            for (int each = 0; each < path.size(); each++) {
                List<byte[]> other = new ArrayList<>(path);
                other.set(each, flipped(path.get(each)));
                changed.add(new Claim(leaf, index, size, other, root));
            }
            return changed;
        }

        private static byte[] flipped(byte[] hash) {
            byte[] other = hash.clone();
            other[other.length / 2] ^= 4;
            return other;
        }
    }

    @Test
    void acceptsEveryReceiptAndRefusesEveryChangedOne() {
        try (TestLedger database = TestLedger.create()) {
            fill(database);
            try (Ledger ledger = database.open()) {
                for (long index = 0; index < SIZE; index++) {
                    Claim claim = Claim.of(ledger, index);
                    assertThat(claim.accepted())
                            .as("receipt of entry %s", index)
                            .isTrue();
                    for (Claim changed : claim.changed()) {
                        assertThat(changed.accepted())
                                .as("changed receipt of entry %s", index)
                                .isFalse();
                    }
                }
            }
        }
    }

    /** Over a restart and a take-over. */
    private static void fill(TestLedger database) {
        try (Ledger first = database.open()) {
            fill(first, SIZE / 3);
        }
        LedgerConfig force = database.config().withOpening(new LedgerConfig.Opening(true, Optional.empty(), false));
        try (Ledger pushedOut = database.open()) {
            fill(pushedOut, 2 * SIZE / 3);
            try (Ledger taking = Ledger.open(force.withLimits(TestLedger.limits(java.time.Duration.ofMillis(500))))) {
                fill(taking, SIZE);
            }
        }
    }

    private static void fill(Ledger ledger, int until) {
        while (ledger.status().head().size() < until) {
            var unused = ledger.append(TestLedger.plain(UUID.randomUUID()));
        }
    }
}
