package org.suwen.server.erasure;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongFunction;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Disclosure;
import org.suwen.ledger.Entry;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.TlogProof;
import org.suwen.ledger.evidence.EvidenceEntry;
import org.suwen.ledger.evidence.EvidenceWriter;
import org.suwen.ledger.evidence.Manifest;

/** A certificate with its ledger proof as one file that {@code ./suwen verify --package} checks offline. */
public final class CertificatePackages {

    private final Ledger ledger;
    private final LongFunction<Checkpoint> covering;

    /** Proofs of {@code ledger} under checkpoints that {@code covering} finds. */
    public CertificatePackages(Ledger ledger, LongFunction<Checkpoint> covering) {
        this.ledger = ledger;
        this.covering = covering;
    }

    /** Writes the package of an erasure whose certificate is issued. */
    void write(Erasure erasure, Erasure.Proof proof, OutputStream out) throws IOException {
        Checkpoint signed = covering.apply(proof.entry());
        SortedMap<String, byte[]> documents = Certificates.documents(proof.certificate(), proof.note());
        try (var writer = new EvidenceWriter(out)) {
            writer.checkpoint(signed);
            writer.file("manifest", Manifest.text(documents));
            for (Map.Entry<String, byte[]> document : documents.entrySet()) {
                writer.file(document.getKey(), document.getValue());
            }
            for (long index : List.of(erasure.began(), proof.entry())) {
                writer.entry(evidence(index, signed));
            }
        }
    }

    private EvidenceEntry evidence(long index, Checkpoint signed) {
        Entry entry = ledger.entry(index).orElseThrow();
        var plain = new Disclosure(ledger.openSaltedAccount(entry), Optional.empty());
        var receipt = new TlogProof(new byte[0], index, ledger.inclusion(index, signed.size()), signed);
        return new EvidenceEntry(entry.encode(), receipt, Optional.of(plain));
    }
}
