package org.suwen.vault;

import java.util.List;
import java.util.Objects;

/**
 * Everything that one ledger entry changes about one patient; kept whole or not at all.
 *
 * @param patient whose data change (D16: one entry per request and patient)
 * @param puts new versions, at most {@link #MAX_ROWS}, no row twice
 * @param relabels new classes of rows that stay as they are, at most {@link #MAX_ROWS}
 * @param documents new versions of documents, no kind twice
 * @param bindings by what the patient is found from now on
 */
public record Write(
        PatientId patient, List<Put> puts, List<Relabel> relabels, List<Document> documents, Bindings bindings) {
    /** Most puts and most relabels in one write. */
    public static final int MAX_ROWS = 10_000;

    /** Most documents in one write. */
    public static final int MAX_DOCUMENTS = 100;

    /** A write that binds nothing. */
    public Write(PatientId patient, List<Put> puts, List<Relabel> relabels, List<Document> documents) {
        this(patient, puts, relabels, documents, Bindings.NONE);
    }

    /** Copies the lists; refuses rows of another patient. */
    public Write {
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(bindings, "bindings");
        puts = List.copyOf(puts);
        relabels = List.copyOf(relabels);
        documents = List.copyOf(documents);
        if (puts.size() > MAX_ROWS || relabels.size() > MAX_ROWS || documents.size() > MAX_DOCUMENTS) {
            throw new IllegalArgumentException("a write holds at most `" + MAX_ROWS + "` puts, as many relabels and `"
                    + MAX_DOCUMENTS + "` documents; split it");
        }
        if (!puts.stream().map(Put::patient).allMatch(patient::equals)
                || !relabels.stream().map(relabel -> relabel.row().patient()).allMatch(patient::equals)) {
            throw new IllegalArgumentException("a write holds the rows of one patient; make one write for each");
        }
    }

    /** A write of new versions only; the list names its patient, so it holds at least one. */
    public static Write of(List<Put> puts) {
        if (puts.isEmpty()) {
            throw new IllegalArgumentException("a write without puts names no patient");
        }
        return new Write(puts.getFirst().patient(), puts, List.of(), List.of());
    }
}
