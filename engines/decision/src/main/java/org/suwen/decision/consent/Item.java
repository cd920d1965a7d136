package org.suwen.decision.consent;

/**
 * One thing a patient decides on.
 *
 * @param kind what kind of thing
 * @param code which one
 */
public record Item(Kind kind, String code) {

    /** What a patient decides on. */
    public enum Kind {
        /** A use of the agreement (AGR-11 to AGR-21). */
        OPTION,
        /** A recipient: an institution, a study, a person, an AI model (AGR-22). */
        RECIPIENT,
        /** A separate consent, by {@link Separate}. */
        SEPARATE
    }

    /** What the law wants asked apart from everything else. */
    public enum Separate {
        /** Handling of sensitive personal information (PIPL 29, CON-01). */
        SENSITIVE,
        /** Passing data on to another processor (PIPL 23, CON-11). */
        SHARING,
        /** Sending data abroad (PIPL 39, CON-23). */
        ABROAD,
        /** Making data public (PIPL 25). */
        DISCLOSURE,
        /** Human genetic resources (CON-20, HGR-04). */
        GENETIC
    }

    /** The item as it is written in acts and notes: {@code OPTION:TEACHING}. */
    public String key() {
        return kind + ":" + code;
    }

    /** The item of a key. */
    public static Item of(String key) {
        int colon = key.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("an item is written as `KIND:code`");
        }
        return new Item(Kind.valueOf(key.substring(0, colon)), key.substring(colon + 1));
    }

    /** A use of the agreement. */
    public static Item option(org.suwen.decision.ConsentOption option) {
        return new Item(Kind.OPTION, option.name());
    }

    /** A separate consent. */
    public static Item separate(Separate separate) {
        return new Item(Kind.SEPARATE, separate.name());
    }
}
