package org.suwen.fhir;

import java.util.List;

/** Bytes that are no FHIR JSON that this module accepts. The caller answers 400 with the issues as an OperationOutcome. */
public final class InvalidFhirException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FhirIssue> issues;

    /** One thing is wrong. */
    public InvalidFhirException(FhirIssue issue) {
        this(List.of(issue));
    }

    InvalidFhirException(List<FhirIssue> issues) {
        super(issues.get(0).toString());
        this.issues = List.copyOf(issues);
    }

    /** What is wrong, in the order of the text; at least one. */
    public List<FhirIssue> issues() {
        return issues;
    }

    /** The stable code of this failure. */
    public String code() {
        return "INVALID_FHIR";
    }
}
