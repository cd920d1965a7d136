package org.suwen.vault;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some documents of the institution, in a stable order that means nothing.
 *
 * @param documents in clear
 * @param next where to go on; empty exactly when nothing is left
 */
public record DirectoryPage(List<DirectoryDocument> documents, Optional<Cursor> next) {
    /** Most documents of one page. */
    public static final int MAX_DOCUMENTS = Page.MAX_ROWS;

    /** Copies the list. */
    public DirectoryPage {
        documents = List.copyOf(documents);
        Objects.requireNonNull(next, "next");
    }
}
