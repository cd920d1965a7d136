package org.suwen.fhir;

/**
 * One thing wrong with a resource, without any of its values.
 *
 * @param code the issue type of OperationOutcome: {@code structure}, {@code required}, {@code value}, {@code invalid},
 *     {@code too-long}, {@code not-found}
 * @param path the element as FHIRPath, for instance {@code Patient.name[0].given}
 * @param line from 1; 0 when unknown
 * @param column from 1, in bytes; 0 when unknown
 * @param message one lower-case sentence
 */
public record FhirIssue(String code, String path, int line, int column, String message) {
    @Override
    public String toString() {
        return path + (line > 0 ? " at line " + line + ", column " + column : "") + ": " + message;
    }
}
