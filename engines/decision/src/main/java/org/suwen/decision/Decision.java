package org.suwen.decision;

import java.util.List;

/**
 * The answer to a request on a class of data.
 *
 * <p>A permit may hold for some rows of the class only; {@link #forRow(Row)} settles it for one row, {@link
 * #withoutRow()} for none in particular.
 */
public sealed interface Decision permits Permit, Deny {

    /** Ids of the rules it rests on, in the rulebook's order, each once. */
    List<String> rules();

    /** The decision for one row: a permit without a residual, or a refusal. */
    default Decision forRow(Row row) {
        return switch (this) {
            case Deny deny -> deny;
            case Permit permit ->
                permit.residual().admits(row)
                        ? permit.settled()
                        : permit.otherwise().orElseThrow().forRow(row);
        };
    }

    /** The decision for a row that meets no residual: what holds for the class as a whole. */
    default Decision withoutRow() {
        return switch (this) {
            case Deny deny -> deny;
            case Permit permit ->
                permit.residual().isNone()
                        ? permit
                        : permit.otherwise().orElseThrow().withoutRow();
        };
    }
}
