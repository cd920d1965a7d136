package org.suwen.fhir.search;

/** Something that a query names and that every match hangs on, by which its patient can be found (D9). */
public sealed interface Anchor {
    /**
     * A resource by its id, matched or referred to.
     *
     * @param type its type; empty when the query leaves it open
     */
    record Named(String type, String id) implements Anchor {}

    /**
     * An identifier or contact of the patient.
     *
     * @param parameter {@code identifier}, {@code phone} or {@code telecom}
     * @param system its system; empty when none is named
     */
    record Identity(String parameter, String system, String value) implements Anchor {}
}
