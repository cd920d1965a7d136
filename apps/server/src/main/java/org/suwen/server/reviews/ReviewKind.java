package org.suwen.server.reviews;

/** A review that comes round. */
public enum ReviewKind {
    /** All data held is combed through (CLS-27). */
    INVENTORY("CLS-27", Rhythm.YEAR_AFTER),
    /** What patients' accounts did (PAT-23). */
    PATIENT_LOGS("PAT-23", Rhythm.QUARTER);

    /** How a review comes round. */
    enum Rhythm {
        /** One for each quarter, before it ends. */
        QUARTER,
        /** A year after the last one. */
        YEAR_AFTER
    }

    private final String rule;
    private final Rhythm rhythm;

    ReviewKind(String rule, Rhythm rhythm) {
        this.rule = rule;
        this.rhythm = rhythm;
    }

    /** The catalogue id that asks for it. */
    public String rule() {
        return rule;
    }

    Rhythm rhythm() {
        return rhythm;
    }
}
