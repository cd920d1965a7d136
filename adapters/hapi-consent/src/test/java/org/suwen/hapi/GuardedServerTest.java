package org.suwen.hapi;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.interceptor.consent.ConsentInterceptor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Environment;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Permit;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Study;
import org.suwen.decision.Title;
import org.suwen.formats.labels.LabelRulesFiles;
import org.suwen.formats.rulebook.RulebookFiles;

/** A plain HAPI server on a socket, guarded: reading, searching, masking, and what the caller may not learn. */
public class GuardedServerTest {

    private static final FhirContext R4 = FhirContext.forR4();
    private static final Instant NOW = Instant.parse("2025-06-10T02:00:00Z");
    private static final Path RULEBOOK = Path.of("../../rulebook");
    private static final Map<String, Choice> CHOICES = new TreeMap<>();
    private static final List<String> ENTERED = new CopyOnWriteArrayList<>();

    private static Server jetty = new Server(0);
    private static boolean ledgerDown;

    /** Reports of the hospital, in memory. */
    public static final class Reports implements IResourceProvider {
        @Override
        public Class<? extends IBaseResource> getResourceType() {
            return DiagnosticReport.class;
        }

        @Read
        public DiagnosticReport read(@IdParam IdType id) {
            return all().stream()
                    .filter(each -> each.getIdElement().getIdPart().equals(id.getIdPart()))
                    .findFirst()
                    .orElseThrow(() -> new ResourceNotFoundException(id.toUnqualifiedVersionless()));
        }

        @Search
        public List<DiagnosticReport> search(@OptionalParam(name = "code") TokenParam code) {
            return all().stream()
                    .filter(each -> code == null
                            || each.getCode().getCodingFirstRep().getCode().equals(code.getValue()))
                    .toList();
        }

        private static List<DiagnosticReport> all() {
            return List.of(
                    report("plain", "18748-4", Optional.empty(), "p1"),
                    report("tumour", "18748-4", Optional.of("C16.9"), "p1"),
                    report("hiv", "7918-6", Optional.empty(), "p1"),
                    report("stranger", "18748-4", Optional.empty(), "nobody"));
        }
    }

    public static final class Patients implements IResourceProvider {
        @Override
        public Class<? extends IBaseResource> getResourceType() {
            return Patient.class;
        }

        @Read
        public Patient read(@IdParam IdType id) {
            var patient = new Patient();
            patient.setId(id.getIdPart());
            patient.addName().setFamily("Secretname");
            patient.addTelecom().setValue("13800000000");
            return patient;
        }
    }

    public static final class Organizations implements IResourceProvider {
        @Override
        public Class<? extends IBaseResource> getResourceType() {
            return Organization.class;
        }

        @Search
        public List<Organization> search() {
            var organization = new Organization();
            organization.setId("H1");
            return List.of(organization);
        }
    }

    private static DiagnosticReport report(String id, String loinc, Optional<String> disease, String patient) {
        var report = new DiagnosticReport();
        report.setId(id);
        report.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
        report.setCode(new CodeableConcept(new Coding("http://loinc.org", loinc, "")));
        disease.ifPresent(code ->
                report.addConclusionCode(new CodeableConcept(new Coding("http://hl7.org/fhir/sid/icd-10", code, ""))));
        report.setSubject(new Reference("Patient/" + patient));
        report.setEffective(new DateTimeType("2025-06-01"));
        return report;
    }

    private static final class Hospital implements HospitalFacts {
        @Override
        public Optional<Caller> caller(RequestDetails request) {
            var environment =
                    Environment.of("10.8.1.5", Set.of("KNOWLEDGE", "POSSESSION"), Duration.ofMinutes(1), true);
            return switch (String.valueOf(request.getHeader("X-Staff"))) {
                case "resident" -> Optional.of(new Caller(doctor(), Purpose.TREATMENT, environment));
                case "outsider" -> Optional.of(new Caller(outsider(), Purpose.TREATMENT, environment));
                case "researcher" -> Optional.of(new Caller(researcher(), Purpose.RESEARCH, environment));
                case "patient" ->
                    Optional.of(new Caller(
                            Actor.plain("acc-p1", ActorKind.PERSON, Role.PATIENT, "H1"),
                            Purpose.SELF_CARE,
                            environment));
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<PatientFacts> patient(String id) {
            Map<ConsentOption, Choice> options = new TreeMap<>();
            CHOICES.forEach((name, choice) -> options.put(ConsentOption.valueOf(name), choice));
            var consent = ConsentState.none();
            var state = new ConsentState(
                    1,
                    options,
                    Map.of(),
                    consent.from(),
                    consent.until(),
                    consent.status(),
                    consent.terms(),
                    consent.provisions());
            var episode = new CareEpisode(
                    CareUnit.of("GE"), Optional.of("boss"), Set.of(), NOW.minusSeconds(1), Optional.empty(), "H1");
            return id.equals("p1")
                    ? Optional.of(new PatientFacts(
                            "p1",
                            List.of(episode),
                            Set.of(),
                            true,
                            true,
                            state,
                            List.of(),
                            List.of(),
                            Set.of("acc-p1"),
                            Set.of()))
                    : Optional.empty();
        }

        @Override
        public Optional<CareUnit> unit(String encounter) {
            return Optional.empty();
        }

        @Override
        public void enter(Caller caller, String resource, Decision decision) {
            if (ledgerDown) {
                throw new IllegalStateException("the ledger can't be written");
            }
            ENTERED.add(caller.actor().id() + " " + resource + " " + (decision instanceof Permit ? "PERMIT" : "DENY"));
        }

        private static Actor doctor() {
            return doctor("r1", "GE");
        }

        private static Actor outsider() {
            return doctor("r9", "CA");
        }

        private static Actor doctor(String id, String department) {
            return new Actor(
                    id,
                    ActorKind.PERSON,
                    Role.DOCTOR,
                    Optional.of(Title.RESIDENT),
                    Optional.of(CareUnit.of(department)),
                    "H1",
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    false);
        }

        private static Actor researcher() {
            var study = new Study("s1", Study.State.APPROVED, true, Study.Waiver.NONE, true, false, false, false);
            return new Actor(
                    "s1-member",
                    ActorKind.PERSON,
                    Role.RESEARCHER,
                    Optional.empty(),
                    Optional.empty(),
                    "H1",
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    Optional.of(study),
                    true,
                    false);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        var engine = new DecisionEngine(RulebookFiles.read(RULEBOOK));
        var judge = new Judge(
                engine, LabelRulesFiles.read(RULEBOOK.resolve("labels")), "H1", Clock.fixed(NOW, ZoneOffset.UTC));
        var fhir = new RestfulServer(R4);
        fhir.setResourceProviders(new Reports(), new Patients(), new Organizations());
        fhir.registerInterceptor(new ConsentInterceptor(new GuardedConsent(judge, new Hospital())));
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(fhir), "/fhir/*");
        jetty.setHandler(context);
        jetty.start();
    }

    @AfterAll
    static void stop() throws Exception {
        jetty.stop();
    }

    @BeforeEach
    void fresh() {
        CHOICES.clear();
        ENTERED.clear();
        ledgerDown = false;
    }

    private static HttpResponse<String> get(String staff, String path) throws Exception {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/" + path))
                .header("X-Staff", staff)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void theOwnDepartmentReadsAndAnotherDoesNot() throws Exception {
        assertThat(get("resident", "DiagnosticReport/plain").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = get("outsider", "DiagnosticReport/plain");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("suppressed").doesNotContain("18748-4");
        assertThat(ENTERED).contains("r1 DiagnosticReport/plain PERMIT", "r9 DiagnosticReport/plain DENY");
    }

    @Test
    void aResidentReadsASpecialDiseaseAsFarAsTheTitleReaches() throws Exception {
        assertThat(get("resident", "DiagnosticReport/tumour").body()).doesNotContain("C16.9");
    }

    @Test
    void aSearchHoldsWhatMayBeSeenAndTellsThatSomethingIsWithheld() throws Exception {
        HttpResponse<String> found = get("resident", "DiagnosticReport");

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body())
                .contains("DiagnosticReport/plain", "suppressed")
                .doesNotContain("C16.9")
                .doesNotContain("\"total\"")
                .doesNotContain("stranger");
        assertThat(get("outsider", "DiagnosticReport").body())
                .doesNotContain("DiagnosticReport/plain")
                .doesNotContain("DiagnosticReport/tumour");
    }

    @Test
    void countingTellsNothing() throws Exception {
        assertThat(get("outsider", "DiagnosticReport?_summary=count").body()).doesNotContain("\"total\"");
    }

    @Test
    void whatIsHiddenFromThePatientLooksAbsent() throws Exception {
        HttpResponse<String> hidden = get("patient", "DiagnosticReport/hiv");
        HttpResponse<String> absent = get("patient", "DiagnosticReport/none");

        assertThat(hidden.statusCode()).isEqualTo(absent.statusCode()).isEqualTo(404);
        assertThat(hidden.body().replace("hiv", "none")).isEqualTo(absent.body());
        assertThat(get("patient", "DiagnosticReport?code=7918-6").body())
                .doesNotContain("hiv")
                .doesNotContain("suppressed");
        assertThat(get("patient", "DiagnosticReport/plain").statusCode()).isEqualTo(200);
    }

    @Test
    void aStudySeesMaskedDataAfterConsentAndNothingAfterTheWithdrawal() throws Exception {
        CHOICES.put("MEDICAL_RESEARCH", Choice.AGREE);
        HttpResponse<String> masked = get("researcher", "Patient/p1");
        CHOICES.put("MEDICAL_RESEARCH", Choice.DISAGREE);
        HttpResponse<String> refused = get("researcher", "Patient/p1");

        assertThat(masked.statusCode()).isEqualTo(200);
        assertThat(masked.body()).doesNotContain("Secretname").doesNotContain("13800000000");
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void nobodyKnownGetsNothingAndWritingIsRefused() throws Exception {
        assertThat(get("nobody", "DiagnosticReport/plain").statusCode()).isEqualTo(403);
        assertThat(get("resident", "Organization").body()).contains("Organization/H1");
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        var delete = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/DiagnosticReport/plain"))
                .header("X-Staff", "resident")
                .DELETE()
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(delete, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void withoutAnEntryNothingLeaves() throws Exception {
        ledgerDown = true;

        HttpResponse<String> failed = get("resident", "DiagnosticReport/plain");

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("18748-4");
    }
}
