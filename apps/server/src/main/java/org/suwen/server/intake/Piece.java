package org.suwen.server.intake;

import java.util.Set;
import java.util.TreeSet;
import org.suwen.fhir.FhirScan;
import org.suwen.fhir.Preliminary;

/**
 * One resource of a submission, in the form it will be stored.
 *
 * @param type FHIR type
 * @param id logical id on this server
 * @param version the version this write makes, from 1
 * @param json the resource with its id, version and resolved references
 * @param scan what one pass over the bytes found
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
record Piece(String type, String id, long version, byte[] json, FhirScan scan) {

    /** The same resource, marked as not confirmed by anybody yet (LIC-10). */
    Piece preliminary() {
        return new Piece(type, id, version, Preliminary.mark(json), scan);
    }

    /** How other resources refer to it. */
    String key() {
        return type + "/" + id;
    }

    /** The key of its encounter, empty when it has none. */
    String encounter() {
        return scan.encounter().orElse("");
    }

    /** Keys of the resources it refers to. */
    Set<String> references() {
        Set<String> keys = new TreeSet<>();
        scan.references().forEach(reference -> keys.add(reference.reference()));
        keys.remove("");
        return keys;
    }
}
