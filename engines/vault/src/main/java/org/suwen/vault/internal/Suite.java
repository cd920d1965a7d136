package org.suwen.vault.internal;

/** How an envelope is sealed; its number is part of the envelope and of the associated data. */
public enum Suite {
    /** AES-256-GCM over a plaintext padded to its size class. */
    PADDED(1),
    /** AES-256-GCM over the plaintext as it is: for keys, and for entries that their ledger pads. */
    EXACT(2);

    private final int number;

    Suite(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
