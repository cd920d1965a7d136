package org.suwen.server.paper;

import java.util.List;

/** A part of a paper: a heading, and what is said under it line by line. */
public record Section(String title, List<Row> rows) {
    /** Copies the rows. */
    public Section {
        rows = List.copyOf(rows);
    }

    /** A named fact. */
    public record Row(String name, String value) {}
}
