package org.suwen.server.office;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.decision.Role;
import org.suwen.fhir.Outcomes;
import org.suwen.ledger.Entry;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Outcome;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Refusal;
import org.suwen.server.auditevent.AuditEvents;
import org.suwen.server.explorer.Query;
import org.suwen.server.explorer.Search;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.trace.Trace;
import org.suwen.server.web.Problem;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/**
 * FHIR {@code AuditEvent} to read and search: the own patient's for whom the gate lets see them, all for the office. Each
 * look is an entry.
 */
@RestController
public class AuditEventApi {

    private static final MediaType FHIR = new MediaType("application", "fhir+json", StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> KNOWN =
            Set.of("patient", "agent", "address", "policy", "outcome", "date", "_count", "_page", "_format");
    private static final int USUAL = 50;
    private static final int LONGEST = 200;

    private final Parts parts;
    private final AuditEvents events;

    /** What the interface works with. */
    public record Parts(Trace trace, Search search, Gate gate, Asks asks, OfficeDoor door, ZoneId zone) {}

    /** The interface of the entries that {@code parts} finds. */
    public AuditEventApi(Parts parts, AuditEvents events) {
        this.parts = parts;
        this.events = events;
    }

    /** One event, by the id of the request it is about. */
    @GetMapping("/fhir/AuditEvent/{id}")
    public ResponseEntity<byte[]> read(@RequestCaller Caller caller, @PathVariable("id") String id) {
        boolean decision = id.endsWith(AuditEvents.DECISION);
        Optional<Trace.Opened> entry = request(
                        decision ? id.substring(0, id.length() - AuditEvents.DECISION.length()) : id)
                .flatMap(parts.trace()::ofRequest);
        admit(caller, "audit.read", entry.flatMap(each -> each.account().patient()));
        return entry.filter(each -> isOffice(caller) || isOfPatient(each))
                .flatMap(each -> seen(caller).events(each).stream()
                        .filter(event -> id.equals(event.get("id")))
                        .findFirst())
                .map(event -> answer(HttpStatus.OK, JSON.writeValueAsBytes(event)))
                .orElseGet(() -> answer(
                        HttpStatus.NOT_FOUND,
                        Outcomes.failure(
                                "not-found",
                                new Outcomes.Told("NOT_FOUND", List.of(), "没有这条记录", "there is no such event"))));
    }

    private static Optional<UUID> request(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Events, newest first: {@code patient}, {@code agent}, {@code address}, {@code policy}, {@code outcome}, {@code date}. */
    @GetMapping("/fhir/AuditEvent")
    public ResponseEntity<byte[]> search(@RequestCaller Caller caller, HttpServletRequest request) {
        Map<String, String[]> given = request.getParameterMap();
        for (String name : given.keySet()) {
            if (!KNOWN.contains(name) || (name.equals("address") && !isOffice(caller))) {
                throw unfit(name);
            }
        }
        Optional<UUID> patient = one(given, "patient").map(AuditEventApi::patient);
        Query query = query(given, patient);
        admit(caller, "audit.search", patient);
        int count = number(given, "_count", USUAL);
        Search.Found found = parts.search()
                .find(
                        query,
                        one(given, "_page").map(AuditEventApi::index).orElse(Long.MAX_VALUE),
                        Math.clamp(count, 1, LONGEST));
        return answer(HttpStatus.OK, JSON.writeValueAsBytes(bundle(caller, request, found)));
    }

    private static boolean isOffice(Caller caller) {
        return caller.role() == Role.OFFICER || caller.role() == Role.AUDITOR;
    }

    /** Whether it stands in the patient's own list; what the office does with the log about a patient does not. */
    private static boolean isOfPatient(Trace.Opened entry) {
        return !Arrays.equals(entry.entry().token(), new byte[Entry.TOKEN_BYTES]);
    }

    private AuditEvents seen(Caller caller) {
        return isOffice(caller) ? events : events.withoutAddresses();
    }

    /** The gate decides about a patient's own events; all of them are the office's, and clinicians have no say. */
    private void admit(Caller caller, String operation, Optional<UUID> patient) {
        boolean own = caller.role() == Role.PATIENT || caller.role() == Role.GUARDIAN;
        if (patient.isEmpty() || !own) {
            parts.door().enter(caller, EntryType.CHECK, Act.of(operation, "AUDIT"), patient);
        } else if (parts.gate()
                        .view(
                                parts.asks().of(caller, Action.READ, operation),
                                new PatientId(patient.get()),
                                "AuditEvent")
                instanceof Gate.View.Refused refused) {
            throw Refusal.of(refused.refusal());
        }
    }

    private Query query(Map<String, String[]> given, Optional<UUID> patient) {
        var what = new Query.What(
                Optional.empty(),
                one(given, "outcome").map(AuditEventApi::outcome),
                Optional.empty(),
                one(given, "address"),
                one(given, "policy"),
                Optional.empty());
        return new Query(
                one(given, "agent").map(Set::of),
                patient.map(UUID::toString),
                Set.of(),
                what,
                when(given.getOrDefault("date", new String[0])),
                Optional.empty());
    }

    private Query.When when(String[] dates) {
        Instant from = Query.When.EVER.from();
        Instant until = Query.When.EVER.until();
        for (String date : dates) {
            boolean prefixed = date.length() > 2 && Character.isLetter(date.charAt(0));
            String prefix = prefixed ? date.substring(0, 2) : "eq";
            Query.When day = day(prefixed ? date.substring(2) : date);
            switch (prefix) {
                case "eq" -> {
                    from = day.from();
                    until = day.until();
                }
                case "ge" -> from = day.from();
                case "gt" -> from = day.until();
                case "le" -> until = day.until();
                case "lt" -> until = day.from();
                default -> throw unfit("date");
            }
        }
        return new Query.When(from, until);
    }

    private Query.When day(String text) {
        try {
            if (text.length() == "2026-01-01".length()) {
                LocalDate day = LocalDate.parse(text);
                return new Query.When(
                        day.atStartOfDay(parts.zone()).toInstant(),
                        day.plusDays(1).atStartOfDay(parts.zone()).toInstant());
            }
            Instant moment = OffsetDateTime.parse(text).toInstant();
            return new Query.When(moment, moment.plusMillis(1));
        } catch (DateTimeParseException wrong) {
            throw unfit("date");
        }
    }

    private Map<String, Object> bundle(Caller caller, HttpServletRequest request, Search.Found found) {
        String base = request.getRequestURL().toString();
        List<Object> entries = new ArrayList<>();
        found.lines()
                .forEach(line -> parts.trace().entry(line.index()).stream()
                        .filter(entry -> isOffice(caller) || isOfPatient(entry))
                        .flatMap(entry -> seen(caller).events(entry).stream())
                        .forEach(event -> entries.add(Map.of(
                                "fullUrl",
                                base + "/" + event.get("id"),
                                "resource",
                                event,
                                "search",
                                Map.of("mode", "match")))));
        List<Object> links = new ArrayList<>();
        String asked = Optional.ofNullable(request.getQueryString()).orElse("");
        links.add(Map.of("relation", "self", "url", base + (asked.isEmpty() ? "" : "?" + asked)));
        found.next().ifPresent(next -> {
            String rest = asked.replaceAll("(^|&)_page=[^&]*", "");
            links.add(Map.of(
                    "relation", "next", "url", base + "?" + (rest.isEmpty() ? "" : rest + "&") + "_page=" + next));
        });
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("resourceType", "Bundle");
        bundle.put("type", "searchset");
        bundle.put("link", links);
        if (!entries.isEmpty()) {
            bundle.put("entry", entries);
        }
        return bundle;
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, byte[] body) {
        return ResponseEntity.status(status).contentType(FHIR).body(body);
    }

    private static Optional<String> one(Map<String, String[]> given, String name) {
        String[] values = given.getOrDefault(name, new String[0]);
        if (values.length > 1) {
            throw unfit(name);
        }
        return values.length == 0 || values[0].isBlank() ? Optional.empty() : Optional.of(values[0].strip());
    }

    private static UUID patient(String text) {
        return request(text.startsWith("Patient/") ? text.substring("Patient/".length()) : text)
                .orElseThrow(() -> unfit("patient"));
    }

    private static Outcome outcome(String code) {
        return switch (code) {
            case "0" -> Outcome.PERMIT;
            case "4" -> Outcome.DENY;
            case "8" -> Outcome.FAULT;
            default -> throw unfit("outcome");
        };
    }

    private static long index(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw unfit("_page");
        }
    }

    private static int number(Map<String, String[]> given, String name, int otherwise) {
        return one(given, name)
                .map(text -> {
                    try {
                        return Integer.valueOf(text);
                    } catch (NumberFormatException wrong) {
                        throw unfit(name);
                    }
                })
                .orElse(otherwise);
    }

    private static Problem unfit(String name) {
        return Problem.badRequest(
                "检索参数“" + name + "”无法识别",
                "`" + name + "` is no parameter here or its value can't be read; AuditEvent is searched by "
                        + "patient, agent, address, policy, outcome (0, 4 or 8), date, _count");
    }
}
