package org.suwen.server.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
import org.suwen.fhir.search.SearchException;
import org.suwen.fhir.search.SearchParameter;
import org.suwen.fhir.search.SearchParameters;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Foresight;
import org.suwen.server.access.Gate;
import org.suwen.server.access.RecordQuery;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.vault.PatientId;

/** FHIR R4: the plain ways, read, search by patient and type, {@code $everything}; the rest is {@link FhirDoor}'s. */
@RestController
@RequestMapping("/fhir")
public class FhirApi {

    private static final String FHIR = "application/fhir+json";
    private static final int LARGEST_BUNDLE = 64 << 20;
    private static final int USUAL_PAGE = 50;
    private static final Set<String> PLAIN = Set.of("_count", "_page", "_format", "patient", "subject");

    private final Gate gate;
    private final Foresight foresight;
    private final FhirDoor door;
    private final FhirAsks asks;
    private final FhirAnswers answers;

    /** The parts of the server that the FHIR interface asks; what is not plain goes through {@code door}. */
    public record Parts(Gate gate, Foresight foresight, FhirDoor door) {}

    /** The FHIR interface of these parts. */
    public FhirApi(Parts parts, FhirAsks asks, FhirAnswers answers) {
        this.gate = parts.gate();
        this.foresight = parts.foresight();
        this.door = parts.door();
        this.asks = asks;
        this.answers = answers;
    }

    /** What this server can do. */
    @GetMapping("/metadata")
    public ResponseEntity<byte[]> metadata() {
        return answers.capabilities();
    }

    /** Does a transaction, whole or not at all, or a batch, entry by entry. */
    @PostMapping(
            path = {"", "/"},
            consumes = {FHIR, MediaType.APPLICATION_JSON_VALUE})
    public ResponseEntity<byte[]> submit(@RequestCaller Caller caller, HttpServletRequest request) throws IOException {
        Optional<byte[]> body = body(request, LARGEST_BUNDLE);
        return body.isEmpty()
                ? FhirAnswers.tooLong("Bundle", LARGEST_BUNDLE)
                : door.answer(FhirVerbsApi.call(caller, request, body.get())).entity();
    }

    /** Stores one resource. */
    @PostMapping(
            path = "/{type:[A-Z][A-Za-z]+}",
            consumes = {FHIR, MediaType.APPLICATION_JSON_VALUE})
    public ResponseEntity<byte[]> create(@RequestCaller Caller caller, HttpServletRequest request) throws IOException {
        Optional<byte[]> body = body(request, FhirLimits.MAX_RESOURCE_BYTES);
        return body.isEmpty()
                ? FhirAnswers.tooLong("$this", FhirLimits.MAX_RESOURCE_BYTES)
                : door.answer(FhirVerbsApi.call(caller, request, body.get())).entity();
    }

    /** The body, or nothing when it is longer than {@code largest}; no more than that is ever held. */
    static Optional<byte[]> body(HttpServletRequest request, int largest) throws IOException {
        if (request.getContentLengthLong() > largest) {
            return Optional.empty();
        }
        byte[] body = request.getInputStream().readNBytes(largest + 1);
        return body.length > largest ? Optional.empty() : Optional.of(body);
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
        ResponseEntity<byte[]> answer =
                answers.of(gate.read(ask, FhirForesight.resource(request, foresight, type, id)));
        String tag = request.getHeader("If-None-Match");
        return tag == null
                ? answer
                : FhirDoor.unchanged(Optional.of(tag), FhirReply.of(answer)).entity();
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
            return FhirAnswers.unfit(new SearchException(
                            "not-supported",
                            strange.get(),
                            "this is no parameter of the operation that is offered here"))
                    .entity();
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

    /** Searches; what names a patient and nothing else is a page of the record (D9). */
    @GetMapping("/{type:[A-Z][A-Za-z]+}")
    public ResponseEntity<byte[]> search(
            @RequestCaller Caller caller,
            HttpServletRequest request,
            @PathVariable("type") String type,
            @RequestParam Map<String, String> parameters) {
        boolean once = request.getParameterMap().values().stream().allMatch(values -> values.length == 1);
        Optional<PatientId> patient = once ? plain(type, parameters) : Optional.empty();
        if (patient.isEmpty()) {
            return door.answer(FhirVerbsApi.call(caller, request, new byte[0])).entity();
        }
        Ask ask = asks.of(caller, request, Action.SEARCH, "fhir.search");
        return page(
                ask,
                request,
                new RecordQuery(
                        patient.get(),
                        Optional.of(type),
                        Optional.ofNullable(parameters.get("_page")),
                        count(parameters)));
    }

    /** The patient of a search that asks for a type of his resources and for nothing else. */
    private static Optional<PatientId> plain(String type, Map<String, String> parameters) {
        String name = parameters.containsKey("patient") ? "patient" : "subject";
        Optional<SearchParameter> parameter = SearchParameters.r4().find(type, name);
        boolean plain = PLAIN.containsAll(parameters.keySet())
                && parameters.containsKey(name)
                && !(parameters.containsKey("patient") && parameters.containsKey("subject"))
                && parameter.filter(each -> each.targets().contains("Patient")).isPresent()
                && parameters.getOrDefault("_count", "1").matches("[1-9][0-9]{0,8}");
        String named = parameters.getOrDefault(name, "");
        return plain ? patientId(named.startsWith("Patient/") ? named.substring(8) : named) : Optional.empty();
    }

    private ResponseEntity<byte[]> page(Ask ask, HttpServletRequest request, RecordQuery query) {
        return answers.page(
                gate.record(ask, query, FhirForesight.record(request, foresight, query.patient())), request);
    }

    private static Optional<String> strange(Map<String, String> parameters) {
        return parameters.keySet().stream()
                .filter(name -> !PLAIN.contains(name))
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
