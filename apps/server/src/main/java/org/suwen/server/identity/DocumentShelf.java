package org.suwen.server.identity;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import tools.jackson.databind.json.JsonMapper;

/** One kind of directory document as values: JSON inside, compare-and-set outside. */
final class DocumentShelf<T> {
    /** How often a change is decided anew when others write the same document meanwhile. */
    static final int ATTEMPTS = 16;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DirectoryDocuments documents;
    private final String kind;
    private final Class<T> type;

    DocumentShelf(DirectoryDocuments documents, String kind, Class<T> type) {
        this.documents = documents;
        this.kind = kind;
        this.type = type;
    }

    /** What a change decided: the next value, or nothing to write, and the answer for the caller. */
    record Step<T, R>(Optional<T> next, R result) {
        static <T, R> Step<T, R> write(T next, R result) {
            return new Step<>(Optional.of(next), result);
        }

        static <T, R> Step<T, R> leave(R result) {
            return new Step<>(Optional.empty(), result);
        }
    }

    /** A value with the version of its document. */
    record Stored<T>(long version, T value) {}

    DocumentKey key(String key) {
        return new DocumentKey(kind, key);
    }

    Optional<Stored<T>> get(String key) {
        return documents.get(key(key)).map(this::read);
    }

    /** Adds a document that must not exist yet. */
    void add(String key, T value) {
        documents.put(key(key), 0, JSON.writeValueAsBytes(value));
    }

    /** Writes over the version that was read and returns the new one. */
    long put(String key, long expectedVersion, T value) {
        return documents.put(key(key), expectedVersion, JSON.writeValueAsBytes(value));
    }

    /**
     * Decides on the current value and writes the outcome atomically; {@code decide} may run several times and must
     * have no effect of its own.
     *
     * @throws DocumentMovedException when others keep writing the document
     */
    <R> R change(String key, Function<Optional<T>, Step<T, R>> decide) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Stored<T>> current = get(key);
            Step<T, R> step = decide.apply(current.map(Stored::value));
            if (step.next().isEmpty()) {
                return step.result();
            }
            try {
                put(key, current.map(Stored::version).orElse(0L), step.next().get());
                return step.result();
            } catch (DocumentMovedException moved) {
                Thread.onSpinWait();
            }
        }
        throw new DocumentMovedException(kind);
    }

    List<T> all() {
        return documents.list(kind).stream().map(this::read).map(Stored::value).toList();
    }

    void remove(String key) {
        documents.delete(key(key));
    }

    Stored<T> read(VersionedBytes document) {
        return new Stored<>(document.version(), JSON.readValue(document.value(), type));
    }
}
