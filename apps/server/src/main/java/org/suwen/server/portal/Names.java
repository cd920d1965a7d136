package org.suwen.server.portal;

import java.util.Map;
import org.suwen.decision.Text;
import org.suwen.server.identity.UnitNames;

/**
 * How institutions and departments are called on a patient's pages; an unknown code is its own name.
 *
 * @param code the own institution
 * @param institutions names by code
 * @param units departments of the own institution
 */
public record Names(String code, Map<String, Text> institutions, UnitNames units) {
    /** Copies the map. */
    public Names {
        institutions = Map.copyOf(institutions);
    }

    Text own() {
        return institution(code);
    }

    Text institution(String institution) {
        return institutions.getOrDefault(institution, new Text(institution, institution));
    }

    Text department(String department) {
        UnitNames.Unit unit = units.department(department);
        return new Text(unit.zh(), unit.en());
    }
}
