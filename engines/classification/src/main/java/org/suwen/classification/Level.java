package org.suwen.classification;

/** The three levels of the look-up scenario, from the widest circle to the smallest (DOC-04 to DOC-07). */
public enum Level {
    DEFAULT,
    NOTICE,
    AUTHORISED;

    /** The level that matches one of the five grades: 1 and 2 default, 3 notice, 4 and 5 authorised (A19). */
    public static Level ofGrade(int grade) {
        if (grade >= 4) {
            return AUTHORISED;
        }
        return grade == 3 ? NOTICE : DEFAULT;
    }

    /** The lowest of the five grades that this level stands for (A19). */
    public int grade() {
        return switch (this) {
            case DEFAULT -> 2;
            case NOTICE -> 3;
            case AUTHORISED -> 4;
        };
    }
}
