package org.suwen.fhir.search;

/** A search that can't be answered as it is asked: which parameter, and why, without its value. */
public final class SearchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String parameter;

    /**
     * A refusal.
     *
     * @param code an issue type of FHIR, for instance {@code not-supported}, {@code value} or {@code too-costly}
     * @param parameter the name of the parameter, as far as it is one
     * @param message one sentence
     */
    public SearchException(String code, String parameter, String message) {
        super(message);
        this.code = code;
        this.parameter = parameter.replaceAll("[^A-Za-z0-9_:.\\-]", "?");
    }

    static SearchException value(String parameter, String message) {
        return new SearchException("value", parameter, message);
    }

    /** The issue type. */
    public String code() {
        return code;
    }

    /** The parameter's name, safe to be printed. */
    public String parameter() {
        return parameter;
    }
}
