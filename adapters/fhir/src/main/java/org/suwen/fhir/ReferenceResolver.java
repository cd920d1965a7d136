package org.suwen.fhir;

import java.util.Optional;

/** Turns the references of incoming resources into those of this server. */
public interface ReferenceResolver {
    /** Nothing is resolved; every reference stays as it is. */
    ReferenceResolver NONE = new ReferenceResolver() {
        @Override
        public Optional<String> byFullUrl(String fullUrl) {
            return Optional.empty();
        }

        @Override
        public Optional<String> byIdentifier(String type, String system, String value) {
            return Optional.empty();
        }
    };

    /** The server's reference, {@code Type/id}, for an entry's address in the bundle; empty when it is none. */
    Optional<String> byFullUrl(String fullUrl);

    /** The server's reference for a conditional one, {@code Type?identifier=system|value}; empty when none or many. */
    Optional<String> byIdentifier(String type, String system, String value);
}
