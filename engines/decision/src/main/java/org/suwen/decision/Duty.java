package org.suwen.decision;

import java.util.Map;

/** One duty of a release with its parameters. */
public record Duty(DutyKind kind, Map<String, String> parameters) {

    public Duty {
        parameters = Map.copyOf(parameters);
    }

    /** A duty without parameters. */
    public static Duty of(DutyKind kind) {
        return new Duty(kind, Map.of());
    }

    /** A duty with one parameter. */
    public static Duty of(DutyKind kind, String name, String value) {
        return new Duty(kind, Map.of(name, value));
    }
}
