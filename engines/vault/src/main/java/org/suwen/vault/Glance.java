package org.suwen.vault;

import java.util.Set;

/**
 * What is asked of the store at one moment, in one round trip: for one request or for many together.
 *
 * @param rows tokens of rows whose current version is wanted
 * @param documents directory documents whose version is wanted
 * @param patients patients whose class tokens are wanted
 */
public record Glance(Set<Token> rows, Set<DirectoryName> documents, Set<PatientId> patients) {
    /** The most of each that one glance asks for. */
    public static final int LIMIT = 10_000;

    /** Copies the sets; refuses more than {@link #LIMIT} of a kind. */
    public Glance {
        rows = Set.copyOf(rows);
        documents = Set.copyOf(documents);
        patients = Set.copyOf(patients);
        if (rows.size() > LIMIT || documents.size() > LIMIT || patients.size() > LIMIT) {
            throw new IllegalArgumentException("a glance asks for at most `" + LIMIT + "` of a kind");
        }
    }

    /** A glance at one row. */
    public static Glance atRow(Token row) {
        return new Glance(Set.of(row), Set.of(), Set.of());
    }

    /** A glance at versions of directory documents. */
    public static Glance atDocuments(Set<DirectoryName> documents) {
        return new Glance(Set.of(), documents, Set.of());
    }
}
