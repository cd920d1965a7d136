package org.suwen.server.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.fhir.FhirLimits;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Foresight;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Lookups;
import org.suwen.server.access.RecordQuery;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.intake.Intake;
import org.suwen.server.intake.RefusedInputException;
import org.suwen.vault.PatientId;

/** FHIR R4: transaction, create, read, search by patient and type, {@code $everything}. Each through the one gate. */
@RestController
@RequestMapping("/fhir")
public class FhirApi {

    private static final String FHIR = "application/fhir+json";
    private static final int LARGEST_BUNDLE = 64 << 20;
    private static final int USUAL_PAGE = 50;
    private static final Set<String> PAGE_PARAMETERS = Set.of("_count", "_page", "_format", "patient", "subject");

    /** What is tried as a bare identifier, in this order. */
    private static final List<String> IDENTIFIERS = List.of("RECORD_NUMBER", "ID_NUMBER");

    private final Gate gate;
    private final Foresight foresight;
    private final Intake intake;
    private final Lookups lookups;
    private final FhirAsks asks;
    private final FhirAnswers answers;

    /** The parts of the server that the FHIR interface asks. */
    public record Parts(Gate gate, Foresight foresight, Lookups lookups, Intake intake) {}

    /** The FHIR interface of these parts. */
    public FhirApi(Parts parts, FhirAsks asks, FhirAnswers answers) {
        this.gate = parts.gate();
        this.foresight = parts.foresight();
        this.lookups = parts.lookups();
        this.intake = parts.intake();
        this.asks = asks;
        this.answers = answers;
    }

    /** What this server can do. */
    @GetMapping("/metadata")
    public ResponseEntity<byte[]> metadata() {
        return answers.capabilities();
    }

    /** Stores a transaction bundle, whole or not at all. */
    @PostMapping(consumes = {FHIR, MediaType.APPLICATION_JSON_VALUE})
    public ResponseEntity<byte[]> transaction(@RequestCaller Caller caller, HttpServletRequest request)
            throws IOException {
        Ask ask = asks.of(caller, request, asks.writing(caller), "fhir.transaction");
        Optional<byte[]> body = body(request, LARGEST_BUNDLE);
        return body.isEmpty()
                ? answers.tooLarge("Bundle", LARGEST_BUNDLE)
                : stored(() -> intake.transaction(ask, body.get()), answers::stored);
    }

    /** Stores one resource. */
    @PostMapping(
            path = "/{type:[A-Z][A-Za-z]+}",
            consumes = {FHIR, MediaType.APPLICATION_JSON_VALUE})
    public ResponseEntity<byte[]> create(
            @RequestCaller Caller caller, HttpServletRequest request, @PathVariable("type") String type)
            throws IOException {
        Ask ask = asks.of(caller, request, asks.writing(caller), "fhir.create");
        Optional<byte[]> body = body(request, FhirLimits.MAX_RESOURCE_BYTES);
        return body.isEmpty()
                ? answers.tooLarge("$this", FhirLimits.MAX_RESOURCE_BYTES)
                : stored(() -> intake.single(ask, type, body.get()), answers::created);
    }

    /** The body, or nothing when it is longer than {@code largest}; no more than that is ever held. */
    private static Optional<byte[]> body(HttpServletRequest request, int largest) throws IOException {
        if (request.getContentLengthLong() > largest) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(largest + 1);
        return body.length > largest ? Optional.empty() : Optional.of(body);
    }

    @FunctionalInterface
    private interface Storing {
        Intake.Result run();
    }

    private ResponseEntity<byte[]> stored(
            Storing storing, Function<Intake.Result.Done, ResponseEntity<byte[]>> rendering) {
        try {
            return switch (storing.run()) {
                case Intake.Result.Done done -> rendering.apply(done);
                case Intake.Result.Before before -> answers.storedBefore(before.entry());
                case Intake.Result.Refused refused -> answers.of(refused.refusal());
            };
        } catch (InvalidFhirException invalid) {
            return answers.invalid(HttpStatus.BAD_REQUEST, invalid.issues());
        } catch (RefusedInputException refused) {
            return answers.invalid(HttpStatus.valueOf(refused.status()), refused.issues());
        }
    }

    /** Reads one resource. */
    @GetMapping("/{type:[A-Z][A-Za-z]+}/{id}")
    public ResponseEntity<byte[]> read(
            @RequestCaller Caller caller,
            HttpServletRequest request,
            @PathVariable("type") String type,
            @PathVariable("id") String id) {
        Ask ask = asks.of(caller, request, Action.READ, "fhir.read");
        if (id.length() > 64) {
            return answers.of(new Answer.Absent());
        }
        return answers.of(gate.read(ask, FhirForesight.resource(request, foresight, type, id)));
    }

    /** The whole record of one patient, in pages. */
    @GetMapping("/Patient/{id}/$everything")
    public ResponseEntity<byte[]> everything(
            @RequestCaller Caller caller,
            HttpServletRequest request,
            @PathVariable("id") String id,
            @RequestParam Map<String, String> parameters) {
        Optional<PatientId> patient = patientId(id);
        Optional<String> strange = strange(parameters);
        if (strange.isPresent()) {
            return answers.notSupported(strange.get());
        }
        if (patient.isEmpty()) {
            return answers.of(new Answer.Absent());
        }
        Ask ask = asks.of(caller, request, Action.SEARCH, "fhir.everything");
        return page(
                ask,
                request,
                new RecordQuery(
                        patient.get(),
                        Optional.empty(),
                        Optional.ofNullable(parameters.get("_page")),
                        count(parameters)));
    }

    /** Searches one patient's resources of a type; {@code Patient} is also found by one identifier (D9). */
    @GetMapping("/{type:[A-Z][A-Za-z]+}")
    public ResponseEntity<byte[]> search(
            @RequestCaller Caller caller,
            HttpServletRequest request,
            @PathVariable("type") String type,
            @RequestParam Map<String, String> parameters) {
        Ask ask = asks.of(caller, request, Action.SEARCH, "fhir.search");
        if (type.equals("Patient") && parameters.containsKey("identifier")) {
            return byIdentifier(ask, request, parameters);
        }
        Optional<String> strange = strange(parameters);
        if (strange.isPresent()) {
            return answers.notSupported(strange.get());
        }
        String named = parameters.getOrDefault("patient", parameters.getOrDefault("subject", ""));
        if (named.isEmpty()) {
            return answers.tooCostly();
        }
        Optional<PatientId> patient = patientId(named.startsWith("Patient/") ? named.substring(8) : named);
        if (patient.isEmpty()) {
            return answers.empty(request);
        }
        return page(
                ask,
                request,
                new RecordQuery(
                        patient.get(),
                        Optional.of(type),
                        Optional.ofNullable(parameters.get("_page")),
                        count(parameters)));
    }

    private ResponseEntity<byte[]> byIdentifier(Ask ask, HttpServletRequest request, Map<String, String> parameters) {
        String token = parameters.getOrDefault("identifier", "");
        String value = token.substring(token.indexOf('|') + 1);
        return lookups.record(ask, new Lookups.Sought(IDENTIFIERS, value))
                .map(page -> answers.page(page, request))
                .orElseGet(() -> answers.empty(request));
    }

    private ResponseEntity<byte[]> page(Ask ask, HttpServletRequest request, RecordQuery query) {
        return answers.page(
                gate.record(ask, query, FhirForesight.record(request, foresight, query.patient())), request);
    }

    private static Optional<String> strange(Map<String, String> parameters) {
        return parameters.keySet().stream()
                .filter(name -> !PAGE_PARAMETERS.contains(name))
                .findFirst();
    }

    private static int count(Map<String, String> parameters) {
        try {
            return Math.clamp(Integer.parseInt(parameters.getOrDefault("_count", "" + USUAL_PAGE)), 1, Gate.PAGE_LIMIT);
        } catch (NumberFormatException notANumber) {
            return USUAL_PAGE;
        }
    }

    private static Optional<PatientId> patientId(String text) {
        try {
            return Optional.of(new PatientId(UUID.fromString(text)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
