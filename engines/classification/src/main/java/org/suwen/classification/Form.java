package org.suwen.classification;

/**
 * How much an item natively tells and how far it can be reduced.
 *
 * @param grade 1 to 5 (CLS-19)
 * @param level the level of the look-up scenario (DOC-04)
 * @param granularity what the item natively is
 * @param floor the lowest granularity at which a reduced form still says something
 */
public record Form(int grade, Level level, Granularity granularity, Granularity floor) {
    public Form {
        if (grade < 1 || grade > 5) {
            throw new IllegalArgumentException("a grade is 1 to 5, not " + grade);
        }
        if (floor.compareTo(granularity) > 0) {
            throw new IllegalArgumentException("the floor " + floor + " lies above the granularity " + granularity);
        }
    }

    /** The stricter of both in each part. */
    Form strictestWith(Form other) {
        return new Form(
                Math.max(grade, other.grade),
                level.compareTo(other.level) >= 0 ? level : other.level,
                granularity.compareTo(other.granularity) >= 0 ? granularity : other.granularity,
                floor.compareTo(other.floor) >= 0 ? floor : other.floor);
    }
}
