package org.suwen.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.suwen.vault.VaultStore.SealedDocument;
import org.suwen.vault.internal.Fields;

/** The institution's own documents: sealed together with their key, found by tokens of kind and key. */
final class Directory {
    private final VaultStore store;
    private final InstitutionKeys institution;

    Directory(VaultStore store, InstitutionKeys institution) {
        this.store = store;
        this.institution = institution;
    }

    Optional<DirectoryDocument> get(String kind, String key) {
        return store.directoryDocument(kindToken(kind), keyToken(kind, key)).map(document -> open(kind, document));
    }

    DirectoryName name(DirectoryKey key) {
        return new DirectoryName(kindToken(key.kind()), keyToken(key.kind(), key.key()));
    }

    DirectoryPage list(String kind, Cursor cursor, int limit) {
        List<SealedDocument> found =
                store.directoryDocuments(kindToken(kind), cursor.after(), Page.checkLimit(limit) + 1);
        List<DirectoryDocument> opened = found.stream()
                .limit(limit)
                .map(document -> open(kind, document))
                .toList();
        boolean more = found.size() > limit;
        return new DirectoryPage(
                opened, more ? Optional.of(Cursor.after(found.get(limit - 1).key())) : Optional.empty());
    }

    void put(DirectoryDocument document) {
        Token kind = kindToken(document.kind());
        Token key = keyToken(document.kind(), document.key());
        byte[] plain = Fields.join(Fields.of(document.key()), document.content());
        byte[] sealed = institution.sealDirectory(plain, context(kind, key, document.version()));
        store.putDirectoryDocument(new SealedDocument(kind, key, document.version(), sealed));
    }

    void delete(String kind, String key, long version) {
        store.deleteDirectoryDocument(kindToken(kind), keyToken(kind, key), version);
    }

    private DirectoryDocument open(String kind, SealedDocument sealed) {
        byte[] context = context(sealed.kind(), sealed.key(), sealed.version());
        ByteBuffer plain = ByteBuffer.wrap(institution.openDirectory(sealed.sealed(), context));
        byte[] key = field(plain);
        byte[] content = field(plain);
        return new DirectoryDocument(kind, new String(key, StandardCharsets.UTF_8), sealed.version(), content);
    }

    private static byte[] field(ByteBuffer joined) {
        byte[] field = new byte[joined.getInt()];
        joined.get(field);
        return field;
    }

    private static byte[] context(Token kind, Token key, long version) {
        return Fields.join(kind.bytes(), key.bytes(), Fields.of(version));
    }

    private Token kindToken(String kind) {
        return institution.tokenOf("directory kind", Fields.of(kind));
    }

    private Token keyToken(String kind, String key) {
        return institution.tokenOf("directory key", Fields.of(kind), Fields.of(key));
    }
}
