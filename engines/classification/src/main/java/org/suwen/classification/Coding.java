package org.suwen.classification;

import java.util.Objects;

/**
 * One code found in an item.
 *
 * @param path where in the item, without indexes, for instance {@code code.coding}
 * @param system the code system's address; empty when none was given
 * @param code the code itself; empty when none was given
 */
public record Coding(String path, String system, String code) {
    public Coding {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(code, "code");
    }
}
