package org.suwen.server.intake;

import java.util.List;
import org.suwen.fhir.FhirIssue;

/** A submission that can't be taken as it is: what is wrong and where, without any of its values. */
public final class RefusedInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<FhirIssue> issues;

    RefusedInputException(int status, List<FhirIssue> issues) {
        super(issues.isEmpty() ? "the input can't be taken" : issues.getFirst().message());
        this.status = status;
        this.issues = List.copyOf(issues);
    }

    static RefusedInputException of(int status, String code, String path, String message) {
        return new RefusedInputException(status, List.of(new FhirIssue(code, path, 0, 0, message)));
    }

    /** The HTTP status: 400 malformed, 409 conflict, 412 version, 422 not processable. */
    public int status() {
        return status;
    }

    /** What is wrong, at least one issue. */
    public List<FhirIssue> issues() {
        return issues;
    }
}
