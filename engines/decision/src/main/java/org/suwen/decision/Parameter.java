package org.suwen.decision;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.decision.condition.Type;
import org.suwen.decision.condition.Value;

/**
 * A named number, time, word, list or range of addresses with the days from which its values hold.
 *
 * @param name as conditions write it
 * @param title what it sets
 * @param latitude which way a hospital may move it
 * @param values by the first day each holds; the earliest one also holds before
 */
public record Parameter(String name, Text title, Latitude latitude, SortedMap<LocalDate, Value> values) {

    /** Which way a hospital may move a parameter. */
    public enum Latitude {
        /** Not at all. */
        FIXED,
        /** As it sees fit: the catalogue leaves it open. */
        FREE,
        /** To lower values only. */
        LOWER,
        /** To higher values only. */
        HIGHER
    }

    public Parameter {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        if (values.isEmpty()) {
            throw new IllegalArgumentException("parameter `" + name + "` has no value");
        }
        Type.Kind kind = values.values().iterator().next().type().kind();
        for (Value value : values.values()) {
            if (value.type().kind() != kind) {
                throw new IllegalArgumentException("parameter `" + name + "` changes its type");
            }
        }
    }

    /** The type of all its values. */
    public Type type() {
        return values.values().iterator().next().type();
    }

    /** The value on a day. */
    public Value on(LocalDate day) {
        Value found = values.values().iterator().next();
        for (Map.Entry<LocalDate, Value> each : values.entrySet()) {
            if (!each.getKey().isAfter(day)) {
                found = each.getValue();
            }
        }
        return found;
    }
}
