package org.suwen.vault;

import java.util.Objects;

/**
 * A version of a row with the class that the row has now: a caller needs a permit on both, as either may be the stricter.
 *
 * @param sealed the version with the class it had when it was replaced
 * @param currentClass class of the row's current version
 */
public record PastVersion(Sealed sealed, Token currentClass) {
    /** Refuses missing parts. */
    public PastVersion {
        Objects.requireNonNull(sealed, "sealed");
        Objects.requireNonNull(currentClass, "currentClass");
    }
}
