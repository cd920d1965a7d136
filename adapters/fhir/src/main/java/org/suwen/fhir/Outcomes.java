package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** OperationOutcomes as bytes: refusals, withheld parts and faults of the input. */
public final class Outcomes {
    /** System of reason codes. */
    public static final String REASONS = "https://suwen.org/fhir/reason";

    /** System of the catalogue's rule ids. */
    public static final String RULES = "https://suwen.org/fhir/rule";

    /** Extension of an issue with the text in English. */
    public static final String ENGLISH = "https://suwen.org/fhir/reason-en";

    private Outcomes() {}

    /**
     * A reason in both languages.
     *
     * @param code the reason code, for instance {@code TITLE_CAP}
     * @param rules the catalogue ids it rests on
     * @param zh what a reader of Chinese is shown
     * @param en what a reader of English is shown
     */
    public record Told(String code, List<String> rules, String zh, String en) {
        public Told {
            rules = List.copyOf(rules);
        }
    }

    /** The answer to a refused request (403). */
    public static byte[] refusal(Told told) {
        return one("error", "forbidden", told);
    }

    /** The entry of a search that says that something is withheld (I9). */
    public static byte[] withheld(Told told) {
        return one("information", "suppressed", told);
    }

    /** Something to know after all went well. */
    public static byte[] information(Told told) {
        return one("information", "informational", told);
    }

    /**
     * Another failure with a stable code, for instance {@code not-found}, {@code too-costly} or {@code exception}.
     *
     * @param issueCode the issue type of FHIR
     */
    public static byte[] failure(String issueCode, Told told) {
        return one("error", issueCode, told);
    }

    /** The answer to input that breaks its format (400): each issue with its element, line and column. */
    public static byte[] invalid(List<FhirIssue> issues) {
        return write(out -> issues.forEach(issue -> {
            out.writeStartObject();
            out.writeStringProperty("severity", "error");
            out.writeStringProperty("code", issue.code());
            out.writeStringProperty("diagnostics", issue.toString());
            out.writeName("expression");
            out.writeStartArray();
            out.writeString(issue.path());
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    private static byte[] one(String severity, String issueCode, Told told) {
        return write(out -> {
            out.writeStartObject();
            extension(told.en(), out);
            out.writeStringProperty("severity", severity);
            out.writeStringProperty("code", issueCode);
            out.writeName("details");
            out.writeStartObject();
            out.writeName("coding");
            out.writeStartArray();
            coding(REASONS, told.code(), out);
            told.rules().forEach(rule -> coding(RULES, rule, out));
            out.writeEndArray();
            out.writeStringProperty("text", told.zh());
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static void extension(String english, JsonGenerator out) {
        out.writeName("extension");
        out.writeStartArray();
        out.writeStartObject();
        out.writeStringProperty("url", ENGLISH);
        out.writeStringProperty("valueString", english);
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void coding(String system, String code, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("system", system);
        out.writeStringProperty("code", code);
        out.writeEndObject();
    }

    private interface Body {
        void write(JsonGenerator out);
    }

    private static byte[] write(Body issues) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = FhirJson.generator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("resourceType", "OperationOutcome");
            out.writeName("issue");
            out.writeStartArray();
            issues.write(out);
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
