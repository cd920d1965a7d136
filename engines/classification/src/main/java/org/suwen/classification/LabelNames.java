package org.suwen.classification;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The form of the names of disease classes and data classes: capitals, digits and underscores, 1 to 40 of them. */
final class LabelNames {
    static final int MAX_LENGTH = 40;
    static final int MAX_COUNT = 60;
    private static final SortedSet<String> NONE = Collections.unmodifiableSortedSet(new TreeSet<>());

    private LabelNames() {}

    static boolean isName(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }

    static SortedSet<String> copy(Collection<String> names) {
        if (names.isEmpty()) {
            return NONE;
        }
        SortedSet<String> sorted = new TreeSet<>(names);
        for (String name : sorted) {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "a label name is capitals, digits and underscores, not `" + name + "`");
            }
        }
        if (sorted.size() > MAX_COUNT) {
            throw new IllegalArgumentException("an item has at most " + MAX_COUNT + " names of one kind");
        }
        return Collections.unmodifiableSortedSet(sorted);
    }
}
