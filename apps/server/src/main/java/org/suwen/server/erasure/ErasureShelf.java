package org.suwen.server.erasure;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import tools.jackson.databind.json.JsonMapper;

/** The erasures, sealed in the directory; a change that finds another version than it read is refused there. */
final class ErasureShelf {

    private static final String KIND = "erasure";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;

    ErasureShelf(DirectoryDocuments documents) {
        this.documents = documents;
    }

    Optional<Erasure> get(String id) {
        return id.isEmpty() ? Optional.empty() : documents.get(key(id)).map(ErasureShelf::read);
    }

    List<Erasure> all() {
        return documents.list(KIND).stream()
                .map(ErasureShelf::read)
                .sorted(Comparator.comparing((Erasure each) -> each.first().at())
                        .reversed())
                .toList();
    }

    /** Keeps a new erasure. */
    Erasure add(Erasure asked) {
        long unused = documents.put(key(asked.id()), 0, JSON.writeValueAsBytes(asked));
        return asked;
    }

    /** Keeps the next state of an erasure; refused when somebody else moved it on meanwhile. */
    Erasure put(Erasure before, Erasure next) {
        VersionedBytes found = documents
                .get(key(next.id()))
                .filter(each -> read(each).state() == before.state())
                .orElseThrow(() -> new DirectoryDocuments.DocumentMovedException(KIND));
        long unused = documents.put(key(next.id()), found.version(), JSON.writeValueAsBytes(next));
        return next;
    }

    private static DocumentKey key(String id) {
        return new DocumentKey(KIND, id);
    }

    private static Erasure read(VersionedBytes bytes) {
        return JSON.readValue(bytes.value(), Erasure.class);
    }
}
