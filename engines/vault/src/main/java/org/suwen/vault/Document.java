package org.suwen.vault;

import java.util.Objects;

/**
 * One version of a document about a patient, such as the consent state.
 *
 * @param kind what it is; one document of a kind for a patient
 * @param version from 1 up, without gaps
 * @param content the document in clear
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Document(String kind, long version, byte[] content) {
    /** Copies the bytes; refuses an empty kind and versions below 1. */
    public Document {
        Objects.requireNonNull(kind, "kind");
        if (kind.isEmpty() || version < 1) {
            throw new IllegalArgumentException("a document has a kind and a version from 1, not `" + version + "`");
        }
        content = content.clone();
    }

    /** A copy of the content. */
    @Override
    public byte[] content() {
        return content.clone();
    }

    /** Kind and version only. */
    @Override
    public String toString() {
        return "Document[" + kind + ", version=" + version + "]";
    }
}
