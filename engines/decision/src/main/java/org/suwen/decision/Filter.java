package org.suwen.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a caller may see at all within one patient: the classes that are open, wholly or for some rows (D3).
 *
 * <p>It is made once per request from the patient's distinct classes, so that rows of other classes are never opened; of
 * the rest each row asks {@link #decision}. It gives for every row what deciding that row alone gives.
 */
public final class Filter {

    private final Map<DecisionClass, Decision> decisions = new LinkedHashMap<>();
    private final Set<DecisionClass> open;

    Filter(PreparedRequest request, Collection<DecisionClass> classes) {
        List<DecisionClass> opened = new ArrayList<>();
        for (DecisionClass each : classes) {
            if (decisions.containsKey(each)) {
                continue;
            }
            Decision decision = request.decide(each);
            decisions.put(each, decision);
            if (decision instanceof Permit) {
                opened.add(each);
            }
        }
        open = Set.copyOf(opened);
    }

    /** The classes of which at least some rows may be open; all others are closed for every row. */
    public Set<DecisionClass> open() {
        return open;
    }

    /** What only a row can settle, in the order in which it is tried; empty when the class is open or closed as a whole. */
    public List<Residual> residuals(DecisionClass data) {
        List<Residual> residuals = new ArrayList<>();
        for (Decision at = ofClass(data);
                at instanceof Permit permit && permit.otherwise().isPresent();
                at = permit.otherwise().get()) {
            residuals.add(permit.residual());
        }
        return residuals;
    }

    /** Whether a row is open. */
    public boolean admits(DecisionClass data, Row row) {
        return open.contains(data) && decision(data, row) instanceof Permit;
    }

    /** The decision on a row. */
    public Decision decision(DecisionClass data, Row row) {
        return ofClass(data).forRow(row);
    }

    /** The decision on a class, residuals unsettled. */
    public Decision ofClass(DecisionClass data) {
        return Objects.requireNonNull(decisions.get(data), "the filter was made without this class");
    }
}
