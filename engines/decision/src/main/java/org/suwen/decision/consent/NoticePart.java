package org.suwen.decision.consent;

/** What a notice before consent must say (CON-08, CON-09; PIPL 17, 30). */
public enum NoticePart {
    /** Name of the processor. */
    PROCESSOR(false),
    /** How to reach the processor. */
    CONTACT(false),
    PURPOSE(false),
    MANNER(false),
    KINDS_OF_DATA(false),
    RETENTION(false),
    /** The way and procedure to exercise rights. */
    RIGHTS(false),
    /** Why sensitive data must be handled. */
    NECESSITY(true),
    /** What it means for the person's rights and interests. */
    EFFECT(true);

    private final boolean forSensitive;

    NoticePart(boolean forSensitive) {
        this.forSensitive = forSensitive;
    }

    /** Whether only sensitive data asks for it. */
    public boolean forSensitive() {
        return forSensitive;
    }
}
