package org.suwen.classification;

/**
 * What one element of a kind of data is: whom it identifies, and from which granularity on it may be seen.
 *
 * @param id the rule's id
 * @param type the kind, for instance {@code Patient}; {@code *} for every kind
 * @param path the element's path without indexes, for instance {@code contact.name}; it covers everything beneath
 * @param kind what it identifies a person by
 * @param granularity the lowest granularity that shows it
 */
public record ElementRule(String id, String type, String path, IdentifierKind kind, Granularity granularity) {
    public ElementRule {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("an element rule names a path");
        }
    }
}
