package org.suwen.server.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The document store's rim in memory: atomic, with versions that never come back. */
public final class MemoryDocuments implements DirectoryDocuments {
    private final Map<DocumentKey, VersionedBytes> documents = new HashMap<>();
    private long lastVersion;
    final AtomicInteger roundTrips = new AtomicInteger();

    @Override
    public synchronized Optional<VersionedBytes> get(DocumentKey key) {
        roundTrips.incrementAndGet();
        return Optional.ofNullable(documents.get(key));
    }

    @Override
    public synchronized List<Long> versions(List<DocumentKey> keys) {
        roundTrips.incrementAndGet();
        return keys.stream()
                .map(key -> Optional.ofNullable(documents.get(key))
                        .map(VersionedBytes::version)
                        .orElse(0L))
                .toList();
    }

    @Override
    public synchronized long put(DocumentKey key, long expectedVersion, byte[] value) {
        roundTrips.incrementAndGet();
        long current = Optional.ofNullable(documents.get(key))
                .map(VersionedBytes::version)
                .orElse(0L);
        if (current != expectedVersion) {
            throw new DocumentMovedException(key.kind());
        }
        documents.put(key, new VersionedBytes(++lastVersion, value.clone()));
        return lastVersion;
    }

    @Override
    public synchronized List<VersionedBytes> list(String kind) {
        roundTrips.incrementAndGet();
        return documents.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(kind))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public synchronized void delete(DocumentKey key) {
        roundTrips.incrementAndGet();
        documents.remove(key);
    }

    synchronized String everything() {
        StringBuilder all = new StringBuilder();
        documents.forEach((key, value) -> all.append(key)
                .append(new String(value.value(), java.nio.charset.StandardCharsets.UTF_8))
                .append('\n'));
        return all.toString();
    }
}
