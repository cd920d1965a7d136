package org.suwen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.suwen.ledger.TestLedger.ORIGIN;
import static org.suwen.ledger.TestLedger.SIGNER;
import static org.suwen.ledger.TestLedger.plain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.NoteVerifier;

/** Checkpoints, proofs and receipts of the ledger on a real PostgreSQL. */
class LedgerProofTest {
    private final TestLedger database = TestLedger.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void provesItsEntriesAndItsGrowth() {
        try (Ledger ledger = database.open()) {
            List<TreeHead> heads = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ledger.append(plain(UUID.randomUUID()));
                heads.add(ledger.status().head());
            }
            TreeHead last = heads.getLast();
            for (int i = 0; i < 300; i += 7) {
                Hash leaf = ledger.entry(i).orElseThrow().leafHash();
                List<Hash> inclusion = ledger.inclusion(i, 300).hashes();
                List<Hash> consistency = ledger.consistency(i + 1, 300).hashes();

                assertThat(MerkleTree.verifyInclusion(leaf, i, 300, inclusion, last.root()))
                        .isTrue();
                assertThat(MerkleTree.verifyConsistency(heads.get(i), last, consistency))
                        .isTrue();
            }
        }
    }

    @Test
    void handsOutAReceiptThatAStrangerCanCheck() {
        Draft draft = plain(UUID.randomUUID());
        try (Ledger ledger = database.open()) {
            ledger.append(draft);
        }
        try (Ledger ledger = database.open()) { // closing has signed
            String receipt = ledger.receipt(0).orElseThrow().text();
            byte[] entry = ledger.entry(0).orElseThrow().encode();
            TlogProof proof = TlogProof.parse(receipt);

            assertThat(proof.text()).isEqualTo(receipt);
            assertThat(proof.verify(entry, ORIGIN, List.of(SIGNER.verifier()))).isTrue();
            entry[60] ^= 1;
            assertThat(proof.verify(entry, ORIGIN, List.of(SIGNER.verifier()))).isFalse();
            assertThat(ledger.receipt(1)).isEmpty();
        }
    }

    @Test
    void signsACheckpointSoonAfterTheLastEntry() {
        try (Ledger ledger = database.open()) {
            assertThat(ledger.checkpoint().size()).isZero();
            ledger.append(plain(UUID.randomUUID()));
            ledger.append(plain(UUID.randomUUID()));

            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (ledger.receipt(1).isEmpty()) {
                    Thread.onSpinWait();
                }
            });
            assertThat(ledger.checkpoint().head()).isEqualTo(ledger.status().head());
            assertThat(ledger.status().signedAt()).isPresent();
        }
    }

    @Test
    void goesOnWithoutASignerAndSaysSo() {
        CheckpointSigner failing = new CheckpointSigner() {
            private int signed;

            @Override
            public NoteVerifier verifier() {
                return SIGNER.verifier();
            }

            @Override
            public byte[] sign(byte[] text) {
                if (++signed == 2) {
                    throw new IllegalStateException("the key device is gone");
                }
                return SIGNER.sign(text);
            }
        };
        LedgerConfig config = database.config();

        try (Ledger ledger =
                Ledger.open(LedgerConfig.of(ORIGIN, config.store(), failing, config.auditKeys(), config.rim()))) {
            ledger.append(plain(UUID.randomUUID()));
            assertThat(ledger.append(plain(UUID.randomUUID())).index()).isEqualTo(1);
            assertThat(ledger.status().trouble()).contains("no checkpoint could be signed: the key device is gone");

            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (ledger.status().trouble().isPresent()) {
                    Thread.onSpinWait();
                }
            });
            assertThat(ledger.checkpoint().size()).isEqualTo(2);
        }
    }
}
