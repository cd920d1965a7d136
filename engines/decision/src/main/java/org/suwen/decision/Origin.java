package org.suwen.decision;

import java.util.Set;

/**
 * Where a piece of data came from.
 *
 * @param institution the institution that holds or sent it
 * @param authorKind who made it: {@code PERSON}, {@code DEVICE}, {@code MODEL} or {@code PATIENT}
 */
public record Origin(String institution, String authorKind) {

    /** The kinds of author. */
    public static final Set<String> AUTHOR_KINDS = Set.of("PERSON", "DEVICE", "MODEL", "PATIENT");

    public Origin {
        if (!AUTHOR_KINDS.contains(authorKind)) {
            throw new IllegalArgumentException("`" + authorKind + "` is not a kind of author");
        }
    }
}
