package org.suwen.formats.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of rules: sections with their ids, in the order of their files.
 *
 * @param sections the sections
 */
public record Catalogue(List<Section> sections) {

    /** What the source makes of a row. */
    public enum Kind {
        /** A duty or a prohibition. */
        DUTY,
        /** Called advisable or permitted. */
        ADVICE,
        /** Follows from others. */
        DERIVED,
        /** A view or a background figure that nothing can enforce. */
        VIEW,
        /** A proposal to the lawmaker, built as a mode that can be switched where it is built. */
        PROPOSAL
    }

    /** A section by its three letters. */
    public record Section(String id, String zh, String en, Map<String, Row> rows) {
        public Section {
            rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        }
    }

    /**
     * A row.
     *
     * @param title what it is about, in our own words
     * @param kind what the source makes of it
     * @param evidence whether its subject lies outside the platform, which keeps proof of it
     * @param open why nothing carries it out yet, where that is known
     */
    public record Row(String title, Kind kind, boolean evidence, Optional<String> open) {}

    public Catalogue {
        sections = List.copyOf(sections);
    }

    /** The row of an id. */
    public Optional<Row> row(String id) {
        return sections.stream()
                .flatMap(section -> Optional.ofNullable(section.rows().get(id)).stream())
                .findFirst();
    }
}
