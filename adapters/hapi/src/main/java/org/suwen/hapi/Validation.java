package org.suwen.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * HAPI's validator: structure, invariants, bindings, narrative (FHIR R4 §2.1.1). One resource at a time, since it takes
 * memory; its definitions, some 150 MB, are let go when memory is short.
 */
public final class Validation {

    /** The most issues that are told. */
    public static final int MAX_ISSUES = 200;

    private final Semaphore turn = new Semaphore(1, true);
    private SoftReference<FhirValidator> kept = new SoftReference<>(null);

    /** What the validator has to say about {@code json}, as an OperationOutcome; it may quote the resource. */
    public byte[] validate(byte[] json) {
        turn.acquireUninterruptibly();
        try {
            List<SingleValidationMessage> messages = validator()
                    .validateWithResult(new String(json, StandardCharsets.UTF_8))
                    .getMessages();
            return R4.write(R4.json(), outcome(messages));
        } finally {
            turn.release();
        }
    }

    private FhirValidator validator() {
        FhirValidator known = kept.get();
        if (known == null) {
            FhirContext fhir = R4.context();
            var module = new FhirInstanceValidator(new ValidationSupportChain(
                    new DefaultProfileValidationSupport(fhir),
                    new CommonCodeSystemsTerminologyService(fhir),
                    new InMemoryTerminologyServerValidationSupport(fhir)));
            module.setAnyExtensionsAllowed(true);
            known = fhir.newValidator().registerValidatorModule(module);
            kept = new SoftReference<>(known);
        }
        return known;
    }

    private static OperationOutcome outcome(List<SingleValidationMessage> messages) {
        var outcome = new OperationOutcome();
        for (SingleValidationMessage message : messages) {
            if (outcome.getIssue().size() < MAX_ISSUES) {
                outcome.addIssue()
                        .setSeverity(severity(message.getSeverity()))
                        .setCode(IssueType.INVALID)
                        .setDiagnostics(message.getMessage())
                        .addExpression(message.getLocationString());
            }
        }
        if (messages.isEmpty()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDiagnostics("no issues were found");
        }
        return outcome;
    }

    private static IssueSeverity severity(ResultSeverityEnum severity) {
        return switch (severity) {
            case INFORMATION -> IssueSeverity.INFORMATION;
            case WARNING -> IssueSeverity.WARNING;
            case ERROR -> IssueSeverity.ERROR;
            case FATAL -> IssueSeverity.FATAL;
        };
    }
}
