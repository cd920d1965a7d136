package org.suwen.decision.consent;

/** What a notice before consent must say (CON-08, CON-09, CNS-03 to CNS-09; PIPL 17, 30). */
public enum NoticePart {
    /** Name of the processor. */
    PROCESSOR(Asked.ALWAYS, "CON-08"),
    /** How to reach the processor. */
    CONTACT(Asked.ALWAYS, "CON-08"),
    PURPOSE(Asked.ALWAYS, "CON-08"),
    MANNER(Asked.ALWAYS, "CON-08"),
    KINDS_OF_DATA(Asked.ALWAYS, "CON-08"),
    RETENTION(Asked.ALWAYS, "CON-08"),
    /** The way and procedure to exercise rights. */
    RIGHTS(Asked.ALWAYS, "CON-08"),
    /** What may come of it. */
    CONSEQUENCES(Asked.ALWAYS, "CNS-03"),
    /** Why sensitive data must be handled. */
    NECESSITY(Asked.OF_SENSITIVE, "CON-09"),
    /** What it means for the person's rights and interests. */
    EFFECT(Asked.OF_SENSITIVE, "CON-09"),
    /** What the person may do instead of taking part. */
    ALTERNATIVES(Asked.OF_A_STUDY, "CNS-06"),
    /** What who gives data may ask. */
    PROVIDER_RIGHTS(Asked.OF_A_STUDY, "CNS-09"),
    PROVIDER_DUTIES(Asked.OF_A_STUDY, "CNS-09"),
    COLLECTOR_RIGHTS(Asked.OF_A_STUDY, "CNS-09"),
    /** What who collects data owes. */
    COLLECTOR_DUTIES(Asked.OF_A_STUDY, "CNS-09"),
    /** Which stages the data goes through, from collecting to destroying. */
    STAGES(Asked.OF_A_STUDY, "CNS-20"),
    /** What is paid for harm. */
    COMPENSATION(Asked.OF_A_STUDY, "CNS-20");

    private final Asked asked;
    private final String rule;

    NoticePart(Asked asked, String rule) {
        this.asked = asked;
        this.rule = rule;
    }

    private enum Asked {
        ALWAYS,
        OF_SENSITIVE,
        OF_A_STUDY
    }

    /** The catalogue id that asks for it. */
    public String rule() {
        return rule;
    }

    /** Whether it is asked for, where sensitive data or a study is agreed to. */
    public boolean asked(boolean sensitive, boolean study) {
        return switch (asked) {
            case ALWAYS -> true;
            case OF_SENSITIVE -> sensitive;
            case OF_A_STUDY -> study;
        };
    }
}
