package org.suwen.server.explorer;

/** Through which door somebody came, by the operation's name. */
public enum Door {
    /** Programs and the doctors' console, over FHIR. */
    FHIR,
    /** The patient's own pages. */
    PATIENT,
    /** Work list, look-ups by number, emergencies, statements. */
    CARE,
    /** The data-protection office. */
    OFFICE,
    /** Signing in and out, tokens. */
    SIGN_IN,
    /** The system itself, and whatever else. */
    SYSTEM;

    /** The door an operation belongs to. */
    public static Door of(String operation) {
        int point = operation.indexOf('.');
        return switch (point < 0 ? operation : operation.substring(0, point)) {
            case "fhir" -> FHIR;
            case "feed", "consent", "device" -> PATIENT;
            case "worklist", "patient", "break-glass", "statement", "card" -> CARE;
            case "office", "blocks", "account", "evidence", "hold", "review", "report" -> OFFICE;
            case "sign-in", "sign-out", "session", "token" -> SIGN_IN;
            default -> SYSTEM;
        };
    }
}
