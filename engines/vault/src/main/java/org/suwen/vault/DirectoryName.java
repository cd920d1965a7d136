package org.suwen.vault;

import java.util.Objects;

/**
 * A directory document's blind name: the tokens it lies under. Made once by {@link Vault#directoryName} and kept by
 * whoever asks often, since making one costs two HMACs.
 *
 * @param kind token of the kind
 * @param key token of kind and key
 */
public record DirectoryName(Token kind, Token key) {
    /** Refuses missing parts. */
    public DirectoryName {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
    }
}
