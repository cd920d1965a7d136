package org.suwen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
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
        assertThat(errors(read("CL0000001.json"))).isEmpty();
    }

    @Test
    void findsNoErrorInTheChildWithAGuardian() throws IOException {
        assertThat(errors(read("CL0000008.json"))).isEmpty();
    }

    @Test
    void findsPlantedErrors() throws IOException {
        String right = read("CL0000008.json");

        assertThat(errors(right.replaceFirst("\"gender\":\"male\"", "\"gender\":\"boy\"")))
                .isNotEmpty();
        assertThat(errors(right.replaceFirst("\"status\":\"current\",", ""))).isNotEmpty();
    }

    private static String read(String name) throws IOException {
        return Files.readString(Fixtures.COMMITTED.out().resolve("patients").resolve(name));
    }

    private static List<String> errors(String bundle) {
        FhirContext fhir = FhirContext.forR4();
        ValidationSupportChain support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        FhirInstanceValidator module = new FhirInstanceValidator(support);
        module.setAnyExtensionsAllowed(false);
        FhirValidator validator = fhir.newValidator().registerValidatorModule(module);
        return validator.validateWithResult(bundle).getMessages().stream()
                .filter(message -> FAULTS.contains(message.getSeverity()))
                .map(ValidationTest::line)
                .distinct()
                .toList();
    }

    private static String line(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }
}
