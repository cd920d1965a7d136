package org.suwen.ledger;

import java.util.List;
import org.suwen.ledger.merkle.Hash;

/** The hashes of an inclusion or consistency proof, in the order of RFC 9162 §2.1.3 and §2.1.4. */
public record Proof(List<Hash> hashes) {
    public Proof {
        hashes = List.copyOf(hashes);
    }
}
