package org.suwen.vault;

import java.util.Objects;

/** Names one directory document; never written in clear. */
public record DirectoryKey(String kind, String key) {
    /** Refuses missing parts. */
    public DirectoryKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
    }

    /** The kind only, as a key may be a name. */
    @Override
    public String toString() {
        return "DirectoryKey[" + kind + "]";
    }
}
