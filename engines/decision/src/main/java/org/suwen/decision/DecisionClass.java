package org.suwen.decision;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Labels;

/**
 * A class of data that is decided on as one (D1).
 *
 * <p>Equal by its four parts. Not a record, for it keeps what every decision asks of it laid out ready.
 */
public final class DecisionClass {

    private final String type;
    private final Labels labels;
    private final Optional<CareUnit> unit;
    private final Origin origin;
    private final DataFacts.Laid laid;

    /**
     * A class of data.
     *
     * @param type the kind of data, for instance a FHIR resource type
     * @param labels what the data is and how sensitive
     * @param unit the department and group of the encounter it belongs to
     * @param origin where it came from
     */
    public DecisionClass(String type, Labels labels, Optional<CareUnit> unit, Origin origin) {
        this.type = Objects.requireNonNull(type);
        this.labels = Objects.requireNonNull(labels);
        this.unit = Objects.requireNonNull(unit);
        this.origin = Objects.requireNonNull(origin);
        this.laid = DataFacts.lay(this);
    }

    /** The kind of data, for instance a FHIR resource type. */
    public String type() {
        return type;
    }

    /** What the data is and how sensitive. */
    public Labels labels() {
        return labels;
    }

    /** The department and group of the encounter it belongs to. */
    public Optional<CareUnit> unit() {
        return unit;
    }

    /** Where it came from. */
    public Origin origin() {
        return origin;
    }

    /** Its facts, worked out once. */
    DataFacts.Laid laid() {
        return laid;
    }

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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecisionClass that
                && type.equals(that.type)
                && labels.equals(that.labels)
                && unit.equals(that.unit)
                && origin.equals(that.origin);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, labels, unit, origin);
    }

    @Override
    public String toString() {
        return "DecisionClass[type=" + type + ", labels=" + labels + ", unit=" + unit + ", origin=" + origin + "]";
    }
}
