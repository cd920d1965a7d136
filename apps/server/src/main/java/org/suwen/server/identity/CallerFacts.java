package org.suwen.server.identity;

import java.util.List;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;

/** Names the documents that a decision about an account will rest on, so that one round trip can ask for all versions. */
@FunctionalInterface
public interface CallerFacts {
    /** No further documents. */
    CallerFacts NONE = account -> List.of();

    /** The documents, as far as they are known by now. */
    List<DocumentKey> of(String account);
}
