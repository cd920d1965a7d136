package org.suwen.decision;

import java.util.Optional;
import org.suwen.classification.Labels;

/**
 * A class of data that is decided on as one (D1).
 *
 * @param type the kind of data, for instance a FHIR resource type
 * @param labels what the data is and how sensitive
 * @param unit the department and group of the encounter it belongs to
 * @param origin where it came from
 */
public record DecisionClass(String type, Labels labels, Optional<CareUnit> unit, Origin origin) {

    /** The compact form, the same bytes for equal classes on every machine. */
    public byte[] encode() {
        return DecisionClassCodec.encode(this);
    }

    /**
     * The class in a compact form.
     *
     * @throws MalformedDecisionClassException when the bytes are not exactly what {@link #encode()} gives
     */
    public static DecisionClass decode(byte[] bytes) {
        return DecisionClassCodec.decode(bytes);
    }
}
