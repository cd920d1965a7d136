package org.suwen.vault;

import java.util.Objects;

/**
 * A document of the institution, not of a patient: an account, a study, a licence.
 *
 * @param kind what it is
 * @param key its name within the kind
 * @param version from 1 up
 * @param content the document in clear
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record DirectoryDocument(String kind, String key, long version, byte[] content) {
    /** Copies the bytes; refuses empty names and versions below 1. */
    public DirectoryDocument {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        if (kind.isEmpty() || key.isEmpty() || version < 1) {
            throw new IllegalArgumentException("a directory document has a kind, a key and a version from 1");
        }
        content = content.clone();
    }

    /** A copy of the content. */
    @Override
    public byte[] content() {
        return content.clone();
    }

    /** Kind and version only, as a key may be a name. */
    @Override
    public String toString() {
        return "DirectoryDocument[" + kind + ", version=" + version + "]";
    }
}
