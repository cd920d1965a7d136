package org.suwen.server.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.web.Problem;
import org.suwen.vault.Cursor;
import org.suwen.vault.DirectoryDocument;
import org.suwen.vault.DirectoryKey;
import org.suwen.vault.DirectoryPage;
import org.suwen.vault.Vault;
import org.suwen.vault.VaultUnavailableException;
import org.suwen.vault.VersionConflictException;

/** The directory's documents, sealed in the vault and found by blind tokens. */
final class VaultDocuments implements DirectoryDocuments {

    private static final int PAGE = 500;
    private static final int DELETE_ATTEMPTS = 16;

    private final Vault vault;

    VaultDocuments(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<VersionedBytes> get(DocumentKey key) {
        return reached(() -> vault.directoryDocument(key.kind(), key.key()))
                .map(found -> new VersionedBytes(found.version(), found.content()));
    }

    @Override
    public List<Long> versions(List<DocumentKey> keys) {
        return reached(() -> vault.directoryVersions(keys.stream()
                .map(key -> new DirectoryKey(key.kind(), key.key()))
                .toList()));
    }

    @Override
    public long put(DocumentKey key, long expectedVersion, byte[] value) {
        try {
            return reached(() -> {
                vault.putDirectoryDocument(key.kind(), key.key(), expectedVersion + 1, value);
                return expectedVersion + 1;
            });
        } catch (VersionConflictException moved) {
            throw new DocumentMovedException(key.kind());
        }
    }

    @Override
    public List<VersionedBytes> list(String kind) {
        List<VersionedBytes> all = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.start());
        while (next.isPresent()) {
            DirectoryPage page = vault.directoryDocuments(kind, next.get(), PAGE);
            for (DirectoryDocument each : page.documents()) {
                all.add(new VersionedBytes(each.version(), each.content()));
            }
            next = page.next();
        }
        return all;
    }

    @Override
    public void delete(DocumentKey key) {
        for (int attempt = 0; attempt < DELETE_ATTEMPTS; attempt++) {
            Optional<DirectoryDocument> found = vault.directoryDocument(key.kind(), key.key());
            if (found.isEmpty()) {
                return;
            }
            try {
                vault.deleteDirectoryDocument(key.kind(), key.key(), found.get().version());
                return;
            } catch (VersionConflictException moved) {
                Thread.onSpinWait();
            }
        }
        throw new DocumentMovedException(key.kind());
    }

    /** Without the database nobody is recognised, which is an outage and not a fault inside (I2). */
    private static <T> T reached(Supplier<T> work) {
        try {
            return work.get();
        } catch (VaultUnavailableException outage) {
            throw Problem.storeUnavailable();
        }
    }
}
