package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.Test;

/** HAPI's validator judges the same resources, right and spoilt ones; where it differs from our check is listed. */
class StructureOracleTest {
    private static final Set<ResultSeverityEnum> FAULTS = Set.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);
    /** What a structure check leaves to the validator: invariants, and bindings of concepts rather than codes. */
    private static final Set<String> OUTSIDE = Set.of("Constraint failed", "are in the value set");

    private static final int SPOTS = 28;
    private static final int STEP = 7;

    private final FhirValidator validator = validator();

    private static FhirValidator validator() {
        FhirContext fhir = FhirContext.forR4();
        ValidationSupportChain support = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        FhirInstanceValidator module = new FhirInstanceValidator(support);
        module.setAnyExtensionsAllowed(true);
        return fhir.newValidator().registerValidatorModule(module);
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // only spreads the spots
    void agreesWithHapiOnSpoiltResources() {
        List<String> differences = new ArrayList<>();
        int spoilt = 0;
        int refused = 0;
        for (String type : Samples.types()) {
            for (Mutation.Kind kind : Mutation.Kind.values()) {
                for (int spot = kind.ordinal() % STEP; spot < SPOTS; spot += STEP) {
                    Mutation.Spoilt resource = Mutation.apply(Samples.of(type), kind, spot);
                    if (!resource.place().isEmpty() || kind == Mutation.Kind.NONE) {
                        spoilt++;
                        refused += StructureCheck.check(resource.bytes()).isEmpty() ? 0 : 1;
                        compare(type, kind, resource, differences);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(spoilt).isGreaterThan(600);
        assertThat(refused).isBetween(spoilt / 3, spoilt - 4 * Samples.types().size());
    }

    private void compare(String type, Mutation.Kind kind, Mutation.Spoilt resource, List<String> differences) {
        List<FhirIssue> ours = StructureCheck.check(resource.bytes());
        List<String> theirs = faults(resource.json());
        boolean missed = ours.isEmpty()
                && theirs.stream().anyMatch(fault -> OUTSIDE.stream().noneMatch(fault::contains));
        boolean invented = !ours.isEmpty() && theirs.isEmpty();
        if (missed || invented) {
            differences.add(type + " " + kind + " " + resource.place() + ": ours " + ours + ", HAPI's " + theirs);
        }
    }

    private List<String> faults(String resource) {
        return validator.validateWithResult(resource).getMessages().stream()
                .filter(message -> FAULTS.contains(message.getSeverity()))
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }
}
