package org.suwen.server.identity;

/** The names of departments and treatment groups, which belong to the hospital's own data. */
public interface UnitNames {
    /** The department with this code; an unknown code is its own name. */
    Unit department(String code);

    /** The treatment group with this code in a department; an unknown code is its own name. */
    Unit group(String department, String code);

    /** A unit's code and names. */
    record Unit(String code, String zh, String en) {}

    /** Codes as names. */
    static UnitNames codes() {
        return new UnitNames() {
            @Override
            public Unit department(String code) {
                return new Unit(code, code, code);
            }

            @Override
            public Unit group(String department, String code) {
                return new Unit(code, code, code);
            }
        };
    }
}
