package org.suwen.vault;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one {@link Glance} found, as of one committed state or several in close succession, none older than the asking.
 *
 * @param rows the rows that are there
 * @param documents versions of the directory documents that are there
 * @param classes class tokens of the patients who have any
 */
public record Seen(Map<Token, Sealed> rows, Map<DirectoryName, Long> documents, Map<PatientId, Set<Token>> classes) {
    /** Copies the maps. */
    public Seen {
        rows = Map.copyOf(rows);
        documents = Map.copyOf(documents);
        classes = Map.copyOf(classes);
    }

    /** The row under a token that was asked for. */
    public Optional<Sealed> row(Token token) {
        return Optional.ofNullable(rows.get(token));
    }

    /** The version of a document that was asked for, 0 when it is not there. */
    public long version(DirectoryName document) {
        return documents.getOrDefault(document, 0L);
    }

    /** The class tokens of a patient who was asked for. */
    public Set<Token> classes(PatientId patient) {
        return classes.getOrDefault(patient, Set.of());
    }
}
