package org.suwen.decision;

import java.util.Arrays;
import org.suwen.decision.condition.Schema;

/** The attributes rules may ask for. */
public final class RuleSchema {

    private static final Schema SCHEMA =
            new Schema(Arrays.stream(Fact.values()).map(Fact::attribute).toList());

    private RuleSchema() {}

    /** The one schema all conditions are checked against. */
    public static Schema schema() {
        return SCHEMA;
    }
}
