package org.suwen.server.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.decision.Purpose;
import org.suwen.decision.Use;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.fhir.Outcomes;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Refusal;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.Problem;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;
import tools.jackson.databind.JsonNode;

/** Where consent decisions are asked for: {@code Consent/$decide}, and the CDS Hooks form that consent clients speak. */
@RestController
public class ConsultApi {

    private static final int MAX_BATCH = 1_000;
    private static final String SERVICE = "patient-consent-consult";
    private static final String ACT_CODES = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private final Gate gate;
    private final Asks asks;
    private final Vault vault;
    private final Clock clock;

    /** Decisions on the consents behind {@code gate}. */
    public ConsultApi(Gate gate, Asks asks, Vault vault, Clock clock) {
        this.gate = gate;
        this.asks = asks;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * What the consents say to a use ({@code actor}, {@code purpose}, {@code action}, {@code class}, {@code label} …), at
     * {@code at} and as known at {@code knownAt}; many uses as parameters named {@code use}.
     */
    @PostMapping(
            path = "/fhir/Consent/$decide",
            consumes = {"application/fhir+json", MediaType.APPLICATION_JSON_VALUE},
            produces = "application/fhir+json")
    public ResponseEntity<Object> decide(@RequestCaller Caller caller, @RequestBody JsonNode body) {
        try {
            Uses.Asked asked = Uses.read(body, clock.instant(), MAX_BATCH);
            PatientId patient = Parties.patient(asked.patient());
            PatientCard card = card(caller, patient, "consent.decide");
            List<Object> results = new ArrayList<>();
            for (Consults.Question question : asked.questions()) {
                results.add(result(Consults.ask(card.file(), patient.toString(), question)));
            }
            return ResponseEntity.ok(Map.of("resourceType", "Parameters", "parameter", results));
        } catch (InvalidFhirException invalid) {
            return ResponseEntity.status(HttpStatus.BAD_REQUEST).body(Outcomes.invalid(invalid.issues()));
        }
    }

    private PatientCard card(Caller caller, PatientId patient, String operation) {
        return switch (gate.view(asks.of(caller, Action.READ, operation), patient, "Consent")) {
            case Gate.View.Refused refused -> throw Refusal.of(refused.refusal());
            case Gate.View.Shown shown -> shown.card();
        };
    }

    private static Map<String, Object> result(Consults.Answered answered) {
        List<Object> parts = new ArrayList<>();
        parts.add(part("decision", "valueCode", code(answered.verdict())));
        parts.add(part("at", "valueInstant", answered.picture().at().toString()));
        parts.add(part("knownAt", "valueInstant", answered.picture().knownAt().toString()));
        parts.add(part("acts", "valueInteger", answered.picture().acts()));
        for (Consults.Ground ground : answered.grounds()) {
            List<Object> inner = new ArrayList<>();
            inner.add(part("what", "valueString", ground.what()));
            inner.add(part("state", "valueCode", ground.state()));
            inner.add(part("says", "valueCode", ground.says().name()));
            if (!ground.act().isEmpty()) {
                inner.add(part("act", "valueString", ground.act()));
            }
            parts.add(Map.of("name", "because", "part", inner));
        }
        return Map.of("name", "result", "part", parts);
    }

    private static Map<String, Object> part(String name, String type, Object value) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("name", name);
        part.put(type, value);
        return part;
    }

    private static String code(Consults.Verdict verdict) {
        return switch (verdict) {
            case PERMIT -> "permit";
            case DENY -> "deny";
            case NO_CONSENT -> "no-consent";
        };
    }

    /** CDS Hooks discovery. */
    @GetMapping("/cds-services")
    public Map<String, Object> services() {
        return Map.of(
                "services",
                List.of(Map.of(
                        "hook",
                        SERVICE,
                        "id",
                        SERVICE,
                        "title",
                        "Patient consent consult",
                        "description",
                        "Says whether the patient's consents permit a use, and which labels must be left out")));
    }

    /** One card: {@code CONSENT_PERMIT}, {@code CONSENT_DENY} or {@code NO_CONSENT}, with what must be left out. */
    @PostMapping("/cds-services/patient-consent-consult")
    public Map<String, Object> consult(@RequestCaller Caller caller, @RequestBody JsonNode body) {
        if (!body.path("hook").asString("").equals(SERVICE)) {
            throw Problem.badRequest("hook 须为 " + SERVICE, "`hook` must be `" + SERVICE + "`");
        }
        JsonNode context = body.path("context");
        Optional<PatientId> patient = Uses.patient(context.path("patientId"), vault);
        if (patient.isEmpty()) {
            return cards(Consults.Verdict.NO_CONSENT, List.of(), List.of());
        }
        PatientCard card = card(caller, patient.get(), "consent.consult");
        Purpose purpose = Uses.purpose(context.path("purposeOfUse").asString("TREAT"));
        Consults.Party party = Uses.party(context.path("actor"));
        Instant now = clock.instant();
        String id = patient.get().toString();
        Consults.Answered main = Consults.ask(card.file(), id, question(party, purpose, Optional.empty(), now));
        List<String> withheld = new ArrayList<>();
        if (main.verdict() == Consults.Verdict.PERMIT) {
            for (String label : Uses.LABELS) {
                var inner = Consults.ask(card.file(), id, question(party, purpose, Optional.of(label), now));
                if (inner.verdict() == Consults.Verdict.DENY) {
                    withheld.add(label);
                }
            }
        }
        List<String> basedOn =
                main.grounds().stream().map(Consults.Ground::what).toList();
        return cards(main.verdict(), withheld, basedOn);
    }

    private static Consults.Question question(
            Consults.Party party, Purpose purpose, Optional<String> label, Instant now) {
        return new Consults.Question(
                party,
                purpose,
                Action.READ,
                Uses.data("", Set.of(), label.map(Set::of).orElse(Set.of())),
                Optional.<Use.Single>empty(),
                now,
                now);
    }

    private static Map<String, Object> cards(Consults.Verdict verdict, List<String> withheld, List<String> basedOn) {
        String summary = verdict == Consults.Verdict.NO_CONSENT ? "NO_CONSENT" : "CONSENT_" + verdict;
        Map<String, Object> extension = new LinkedHashMap<>();
        extension.put("decision", summary);
        extension.put("obligations", withheld.isEmpty() ? List.of() : List.of(redact(withheld)));
        extension.put("basedOn", basedOn);
        return Map.of(
                "cards",
                List.of(Map.of(
                        "summary",
                        summary,
                        "detail",
                        switch (verdict) {
                            case PERMIT -> "a consent of the patient permits this use";
                            case DENY -> "a consent of the patient refuses this use";
                            case NO_CONSENT -> "no consent of the patient speaks of this use";
                        },
                        "indicator",
                        switch (verdict) {
                            case PERMIT -> "info";
                            case DENY -> "critical";
                            case NO_CONSENT -> "warning";
                        },
                        "source",
                        Map.of("label", "Suwen", "url", "https://suwen.org"),
                        "extension",
                        extension)));
    }

    private static Map<String, Object> redact(List<String> labels) {
        return Map.of(
                "id",
                Map.of("system", ACT_CODES, "code", "REDACT"),
                "parameters",
                Map.of("codes", labels.stream().map(Uses::coding).toList()));
    }
}
