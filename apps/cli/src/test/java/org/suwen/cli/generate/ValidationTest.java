package org.suwen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.Test;

/** HAPI's validator against the base definitions of R4, on the set's fullest stories. */
class ValidationTest {

    private static final Set<ResultSeverityEnum> FAULTS = Set.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    @Test
    void findsNoErrorInTheStorysMainPatient() throws IOException {
        assertThat(errors("CL0000001.json")).isEmpty();
    }

    @Test
    void findsNoErrorInTheChildWithAGuardian() throws IOException {
        assertThat(errors("CL0000008.json")).isEmpty();
    }

    private static List<String> errors(String name) throws IOException {
        FhirContext fhir = FhirContext.forR4();
        ValidationSupportChain support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        FhirInstanceValidator module = new FhirInstanceValidator(support);
        module.setAnyExtensionsAllowed(false);
        FhirValidator validator = fhir.newValidator().registerValidatorModule(module);
        Path file = Fixtures.COMMITTED.out().resolve("patients").resolve(name);
        return validator.validateWithResult(Files.readString(file)).getMessages().stream()
                .filter(message -> FAULTS.contains(message.getSeverity()))
                .map(ValidationTest::line)
                .distinct()
                .toList();
    }

    private static String line(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }
}
