package org.suwen.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;

/**
 * Values made from directory documents, each used again only while every document it was made from has the version it
 * had then, absent ones included.
 *
 * <p>Each use asks the store for those versions, in one round trip, or takes those that were asked for when this request's
 * caller was recognised ({@link RequestVersions}): a change on any node counts at the next use, and what
 * has not changed costs no opening of sealed documents. What is remembered is bounded; the rest is made again.
 */
public final class DocumentMemory<T> {

    private static final long REMEMBERED = 20_000;

    private final DirectoryDocuments documents;
    private final Cache<String, Kept<T>> kept =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** A value with what it rests on. */
    private record Kept<T>(List<DocumentKey> keys, List<Long> versions, T value) {}

    /** Reads documents while a value is made. */
    public interface Reading {
        /** The document, or nothing; the value rests on it from now on. */
        Optional<VersionedBytes> get(DocumentKey key);
    }

    /** A memory over {@code documents}. */
    public DocumentMemory(DirectoryDocuments documents) {
        this.documents = documents;
    }

    /**
     * The value named {@code name}, as its documents stand now.
     *
     * @param make makes it, reading by nothing but what it is given
     */
    public T get(String name, Function<Reading, T> make) {
        @Nullable Kept<T> known = kept.getIfPresent(name);
        if (known != null && current(known.keys()).equals(known.versions())) {
            return known.value();
        }
        List<DocumentKey> keys = new ArrayList<>();
        List<Long> versions = new ArrayList<>();
        T made = make.apply(key -> {
            Optional<VersionedBytes> found = documents.get(key);
            keys.add(key);
            versions.add(found.map(VersionedBytes::version).orElse(0L));
            return found;
        });
        kept.put(name, new Kept<>(List.copyOf(keys), List.copyOf(versions), made));
        return made;
    }

    private List<Long> current(List<DocumentKey> keys) {
        return RequestVersions.take(keys).orElseGet(() -> documents.versions(keys));
    }

    /** What the value named {@code name} rested on when it was made; nothing when it is not remembered. */
    public List<DocumentKey> restsOn(String name) {
        @Nullable Kept<T> known = kept.getIfPresent(name);
        return known == null ? List.of() : known.keys();
    }
}
