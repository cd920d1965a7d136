package org.suwen.server.identity;

import java.util.List;
import java.util.Optional;

/**
 * The store of the directory's documents: accounts, staff, clients, sessions, tokens.
 *
 * <p>Guarantees asked of an implementation: a document is sealed before it reaches the disk and found by a token of its
 * kind and key (D8); {@link #put} and {@link #delete} are atomic compare-and-set, durable when they return, and seen by
 * the next {@link #get} and {@link #versions} on every node. Not guaranteed: any order of {@link #list}. Kinds and keys
 * are short strings; a value is at most 64 KiB.
 */
public interface DirectoryDocuments {
    /** The document and its version, or nothing. */
    Optional<VersionedBytes> get(DocumentKey key);

    /**
     * The current versions of {@code keys} in their order, 0 for an absent document; one round trip whatever their
     * number, since it runs on every request.
     */
    List<Long> versions(List<DocumentKey> keys);

    /**
     * Writes the document if its version is still {@code expectedVersion} (0: it must not exist) and returns the new
     * version, which is larger than every version this key ever had.
     *
     * @throws DocumentMovedException when the version has moved; read again and decide again
     */
    long put(DocumentKey key, long expectedVersion, byte[] value);

    /** All documents of a kind. */
    List<VersionedBytes> list(String kind);

    /** Removes the document, whatever its version; removing an absent one does nothing. */
    void delete(DocumentKey key);

    /** Names one document; the pair is never written in clear. */
    record DocumentKey(String kind, String key) {
        /** Refuses empty parts. */
        public DocumentKey {
            if (kind.isEmpty() || key.isEmpty()) {
                throw new IllegalArgumentException("a document's kind and key must not be empty");
            }
        }
    }

    /** A document's bytes with the version that {@link #put} needs. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per request would cost more than it guards
    record VersionedBytes(long version, byte[] value) {}

    /** Somebody else has written the document meanwhile. */
    final class DocumentMovedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** Names the kind only: a key may be a user name. */
        public DocumentMovedException(String kind) {
            super("a document of kind `" + kind + "` was changed meanwhile, read it again");
        }
    }
}
