package org.suwen.server.acts;

import java.util.List;
import java.util.Optional;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import tools.jackson.databind.json.JsonMapper;

/** One register as sealed documents: a value is read with its version and put back only when that still holds. */
public final class Shelf<T> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;
    private final String kind;
    private final Class<T> type;

    /** The documents of one kind. */
    public Shelf(DirectoryDocuments documents, String kind, Class<T> type) {
        this.documents = documents;
        this.kind = kind;
        this.type = type;
    }

    /** A value with the version it was read at; version 0 of one that is not there. */
    public record Held<T>(String key, long version, Optional<T> value) {}

    /** What is there under a key. */
    public Held<T> held(String key) {
        Optional<VersionedBytes> found = documents.get(new DocumentKey(kind, key));
        return new Held<>(key, found.map(VersionedBytes::version).orElse(0L), found.map(this::read));
    }

    /** The value under a key. */
    public Optional<T> get(String key) {
        return held(key).value();
    }

    /** All values, in no order. */
    public List<T> all() {
        return documents.list(kind).stream().map(this::read).toList();
    }

    /** Removes what is under a key. */
    public void remove(String key) {
        documents.delete(new DocumentKey(kind, key));
    }

    /**
     * A change that puts this value where the other was read.
     *
     * @return fails with {@code DocumentMovedException} when somebody else was first
     */
    public Runnable putting(Held<T> before, T value) {
        return () ->
                documents.put(new DocumentKey(kind, before.key()), before.version(), JSON.writeValueAsBytes(value));
    }

    private T read(VersionedBytes bytes) {
        return JSON.readValue(bytes.value(), type);
    }
}
