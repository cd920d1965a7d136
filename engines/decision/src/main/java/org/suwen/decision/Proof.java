package org.suwen.decision;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of checking a property.
 *
 * @param property the property
 * @param counterexample a question that is permitted against it, attributes by name; none when it is proven
 */
public record Proof(Property property, Optional<Map<String, String>> counterexample) {

    public Proof {
        counterexample = counterexample.map(TreeMap::new);
    }

    /** Whether it holds over the whole space. */
    public boolean proven() {
        return counterexample.isEmpty();
    }
}
