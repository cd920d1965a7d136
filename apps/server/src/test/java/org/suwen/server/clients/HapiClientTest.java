package org.suwen.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.DemoServer;
import org.suwen.server.invariants.Http;

/** HAPI's generic client, as its documentation uses it, against the real server. */
class HapiClientTest {
    private static final String PULSE = "8867-4";

    private static FhirContext fhir;
    private static IGenericClient doctor;
    private static IGenericClient connector;
    private static String patient;
    private static String encounter;

    @BeforeAll
    static void meet() {
        fhir = FhirContext.forR4();
        fhir.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
        doctor = client("dr.lin");
        connector = client("connector");
        Bundle found = doctor.search()
                .forResource(Patient.class)
                .where(Patient.IDENTIFIER.exactly().code("CL0000002"))
                .returnBundle(Bundle.class)
                .execute();
        patient = found.getEntryFirstRep().getResource().getIdElement().getIdPart();
        Bundle visits = doctor.search()
                .forResource(Encounter.class)
                .where(Encounter.PATIENT.hasId(patient))
                .sort(new SortSpec("date", ca.uhn.fhir.rest.api.SortOrderEnum.DESC))
                .count(1)
                .returnBundle(Bundle.class)
                .execute();
        encounter = visits.getEntryFirstRep()
                .getResource()
                .getIdElement()
                .toUnqualifiedVersionless()
                .getValue();
    }

    /** The client asks for the server's CapabilityStatement first, as it does by default. */
    private static IGenericClient client(String account) {
        Http http = DemoServer.shared().as(account);
        fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.ONCE);
        fhir.getRestfulClientFactory().setSocketTimeout(60_000);
        IGenericClient client = fhir.newRestfulGenericClient(http.address() + "/fhir");
        client.registerInterceptor(new BearerTokenAuthInterceptor(http.token()));
        return client;
    }

    private static Observation pulse(String text) {
        Observation pulse = new Observation();
        pulse.setStatus(Observation.ObservationStatus.FINAL);
        pulse.setSubject(new Reference("Patient/" + patient));
        pulse.setEncounter(new Reference(encounter));
        pulse.setCode(new CodeableConcept()
                .addCoding(new Coding("http://loinc.org", PULSE, null))
                .setText(text));
        pulse.setEffective(new DateTimeType("2026-02-04"));
        pulse.setValue(new Quantity()
                .setValue(new BigDecimal("61.50"))
                .setUnit("/min")
                .setSystem("http://unitsofmeasure.org")
                .setCode("/min"));
        return pulse;
    }

    private static IIdType created(String text) {
        MethodOutcome made = connector.create().resource(pulse(text)).execute();
        assertThat(made.getCreated()).isTrue();
        assertThat(made.getId().getVersionIdPart()).isEqualTo("1");
        return made.getId();
    }

    @Test
    void theStatementOfCapabilitiesIsRead() {
        CapabilityStatement says =
                doctor.capabilities().ofType(CapabilityStatement.class).execute();

        assertThat(says.getFhirVersion().toCode()).isEqualTo("4.0.1");
        assertThat(says.getRestFirstRep().getResource()).hasSizeGreaterThan(100);
    }

    @Test
    void aResourceIsCreatedReadUpdatedDeletedAndKeepsItsHistory() {
        IIdType id = created("hapi one");
        Observation read =
                doctor.read().resource(Observation.class).withId(id.getIdPart()).execute();
        assertThat(read.getValueQuantity().getValue()).isEqualTo(new BigDecimal("61.50"));

        read.getCode().setText("hapi two");
        MethodOutcome updated = connector.update().resource(read).execute();
        assertThat(updated.getId().getVersionIdPart()).isEqualTo("2");
        read.setId(id.withVersion("1"));
        assertThatThrownBy(() -> connector
                        .update()
                        .resource(read)
                        .withId(id.withVersion("1"))
                        .withAdditionalHeader("If-Match", "W/\"1\"")
                        .execute())
                .isInstanceOf(PreconditionFailedException.class);
        Observation first = doctor.read()
                .resource(Observation.class)
                .withIdAndVersion(id.getIdPart(), "1")
                .execute();
        assertThat(first.getCode().getText()).isEqualTo("hapi one");

        connector.delete().resourceById("Observation", id.getIdPart()).execute();
        assertThatThrownBy(() -> doctor.read()
                        .resource(Observation.class)
                        .withId(id.getIdPart())
                        .execute())
                .isInstanceOf(ResourceGoneException.class);
        Bundle history = doctor.history()
                .onInstance(id.toUnqualifiedVersionless())
                .returnBundle(Bundle.class)
                .execute();
        assertThat(history.getType()).isEqualTo(Bundle.BundleType.HISTORY);
        assertThat(history.getEntry()).hasSize(3);
        assertThat(history.getEntry().getFirst().getRequest().getMethod()).isEqualTo(Bundle.HTTPVerb.DELETE);
    }

    @Test
    void aTransactionIsStoredAsAWholeAndItsReferencesLead() {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        String name = "urn:uuid:3f0c2d6e-6d39-4d3c-9a0c-1f3b9d0f7a11";
        bundle.addEntry()
                .setFullUrl(name)
                .setResource(pulse("hapi transaction"))
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Observation");
        DiagnosticReport report = new DiagnosticReport();
        report.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
        report.setCode(new CodeableConcept().setText("hapi report"));
        report.setSubject(new Reference("Patient/" + patient));
        report.setEncounter(new Reference(encounter));
        report.addResult(new Reference(name));
        bundle.addEntry()
                .setFullUrl("urn:uuid:0d8d5ab0-3d57-4d2c-8e3e-8a9f4c1f2b22")
                .setResource(report)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.POST)
                .setUrl("DiagnosticReport");

        Bundle answer = connector.transaction().withBundle(bundle).execute();

        assertThat(answer.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
        assertThat(answer.getEntry())
                .extracting(entry -> entry.getResponse().getStatus())
                .allMatch(status -> status.startsWith("201"));
        String made = answer.getEntry().get(1).getResponse().getLocation().replaceFirst("/_history/.*", "");
        Bundle found = doctor.search()
                .forResource(DiagnosticReport.class)
                .where(DiagnosticReport.PATIENT.hasId(patient))
                .and(DiagnosticReport.RES_ID.exactly().code(made.replaceFirst(".*/", "")))
                .include(DiagnosticReport.INCLUDE_RESULT)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(found.getEntry())
                .extracting(entry -> entry.getResource().fhirType())
                .contains("DiagnosticReport", "Observation");
    }

    @Test
    void aSearchIsPagedToItsEndAndTellsWhatItFound() {
        List<String> made = new ArrayList<>();
        for (int each = 0; each < 5; each++) {
            made.add(created("hapi page").getIdPart());
        }
        Bundle page = doctor.search()
                .forResource(Observation.class)
                .where(Observation.PATIENT.hasId(patient))
                .and(new TokenClientParam("code").exactly().systemAndCode("http://loinc.org", PULSE))
                .and(new ca.uhn.fhir.rest.gclient.StringClientParam("code:text")
                        .matches()
                        .value("hapi page"))
                .totalMode(ca.uhn.fhir.rest.api.SearchTotalModeEnum.ACCURATE)
                .count(2)
                .returnBundle(Bundle.class)
                .execute();
        assertThat(page.getTotal()).isEqualTo(5);

        List<String> seen = new ArrayList<>(ids(page));
        while (page.getLink(Bundle.LINK_NEXT) != null) {
            page = doctor.loadPage().next(page).execute();
            seen.addAll(ids(page));
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
    }

    private static List<String> ids(Bundle page) {
        return page.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Observation.class::isInstance)
                .map(resource -> resource.getIdElement().getIdPart())
                .toList();
    }

    @Test
    void aJsonPatchAndAConditionalCreateAreUnderstood() {
        MethodOutcome mine = doctor.create()
                .resource(pulse("hapi before"))
                .conditionalByUrl("Observation?patient=Patient/" + patient + "&code:text=hapi before")
                .execute();
        doctor.patch()
                .withBody("[{\"op\":\"replace\",\"path\":\"/code/text\",\"value\":\"hapi after\"}]")
                .withId(mine.getId().toUnqualifiedVersionless())
                .execute();

        Observation now = doctor.read()
                .resource(Observation.class)
                .withId(mine.getId().getIdPart())
                .execute();
        assertThat(now.getCode().getText()).isEqualTo("hapi after");
    }

    @Test
    void everythingIsOneBundleAndARefusalIsOneTheClientKnows() {
        Bundle all = doctor.operation()
                .onInstance("Patient/" + patient)
                .named("everything")
                .withNoParameters(org.hl7.fhir.r4.model.Parameters.class)
                .useHttpGet()
                .returnResourceType(Bundle.class)
                .execute();

        assertThat(all.getEntry()).isNotEmpty();
        assertThatThrownBy(() ->
                        connector.read().resource(Patient.class).withId(patient).execute())
                .isInstanceOf(ForbiddenOperationException.class)
                .satisfies(refused -> assertThat(((ForbiddenOperationException) refused).getOperationOutcome())
                        .isNotNull());
    }
}
