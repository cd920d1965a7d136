package org.suwen.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.DemoServer;
import org.suwen.server.invariants.Http;
import org.suwen.server.invariants.Http.Reply;

/** HAPI's validator has nothing against what the server answers, whole or cut down, good news or bad. */
class ValidatorTest {
    private static final Set<ResultSeverityEnum> FAULTS = Set.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private static FhirValidator validator;
    private static Http doctor;
    private static String patient;

    @BeforeAll
    static void meet() {
        FhirContext fhir = FhirContext.forR4();
        FhirInstanceValidator module = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir)));
        module.setAnyExtensionsAllowed(true);
        validator = fhir.newValidator().registerValidatorModule(module);
        doctor = DemoServer.shared().as("dr.lin");
        patient = doctor.patient("CL0000002");
    }

    private static void requireValid(Reply reply) {
        assertThat(reply.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(faults(reply.text())).as("status %s", reply.status()).isEmpty();
    }

    private static List<String> faults(String resource) {
        return validator.validateWithResult(resource).getMessages().stream()
                .filter(message -> FAULTS.contains(message.getSeverity()))
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    @Test
    void findsAFaultWhereThereIsOne() {
        assertThat(faults("{\"resourceType\":\"Patient\",\"gender\":\"other than that\"}"))
                .isNotEmpty();
    }

    @Test
    void acceptsReadsSearchesHistoriesAndRecords() {
        requireValid(doctor.get("/fhir/Patient/" + patient));
        requireValid(doctor.get("/fhir/Observation?patient=" + patient + "&_count=20&_sort=-date&_total=accurate"));
        requireValid(doctor.get("/fhir/Observation?patient=" + patient + "&_count=5&_summary=true"));
        requireValid(doctor.get("/fhir/Condition?patient=" + patient + "&_include=Condition:encounter"));
        requireValid(doctor.get("/fhir/Observation?patient=" + patient + "&_summary=count"));
        requireValid(doctor.get("/fhir/Encounter/_history?patient=" + patient));
        requireValid(doctor.get("/fhir/Patient/" + patient + "/$everything?_count=40"));
        requireValid(doctor.get("/fhir/Patient/" + patient + "/$summary"));
    }

    @Test
    void acceptsWhatOthersSeeInPart() {
        for (String account : List.of("nurse.he", "li.wen", "dr.chen", "dr.sun")) {
            Http other = DemoServer.shared().as(account);
            requireValid(other.get("/fhir/Patient/" + patient + "/$everything?_count=40"));
            requireValid(other.get("/fhir/Patient/" + patient));
        }
        requireValid(DemoServer.shared().as("dr.zhao").get("/fhir/Patient?identifier=CL0000001"));
        requireValid(DemoServer.shared()
                .as("dr.zhao")
                .get("/fhir/Patient/" + DemoServer.shared().as("dr.zhao").patient("CL0000001") + "/$everything"));
    }

    @Test
    void acceptsTheStatementAndOutcomes() {
        requireValid(doctor.get("/fhir/metadata"));
        requireValid(doctor.get("/fhir/Observation"));
        requireValid(doctor.get("/fhir/Observation/none"));
        requireValid(doctor.get("/fhir/Nothing/none"));
        requireValid(DemoServer.shared().http().get("/fhir/Patient/" + patient));
        requireValid(DemoServer.shared().as("connector").get("/fhir/Patient/" + patient));
        requireValid(doctor.post("/fhir/Observation", "{\"resourceType\":\"Observation\",\"status\":\"neither\"}"));
        requireValid(doctor.post(
                "/fhir",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":"
                        + "{\"method\":\"GET\",\"url\":\"Patient/" + patient
                        + "\"}},{\"request\":{\"method\":\"GET\",\"url\":"
                        + "\"Observation\"}}]}"));
    }
}
