package org.suwen.server.care;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.server.access.Refusal;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.Passes;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.Problem;
import org.suwen.server.web.WrittenText;

/** The clinician's desk over HTTP: work list, finding a patient in an emergency, breaking the glass, statements. */
@RestController
@RequestMapping("/api")
public class CareApi {

    private final Worklist worklist;
    private final Emergencies emergencies;
    private final StatementEntries entries;
    private final Passes passes;

    /** The interface of the desk. */
    public CareApi(Worklist worklist, Emergencies emergencies, StatementEntries entries, Passes passes) {
        this.worklist = worklist;
        this.emergencies = emergencies;
        this.entries = entries;
        this.passes = passes;
    }

    /** The work list. */
    public record WorklistView(List<Worklist.Line> patients) {}

    /** The caller's patients. */
    @GetMapping("/worklist")
    public WorklistView worklist(@RequestCaller Caller caller) {
        return new WorklistView(worklist.of(caller));
    }

    /** What to look for. */
    public record Search(Worklist.IdentityKind kind, String value) {}

    /** Patients found. */
    public record FoundView(List<Worklist.Found> patients) {}

    /** Finds a patient by an identifier, for emergencies. */
    @PostMapping("/patients/find")
    public FoundView find(@RequestCaller Caller caller, @RequestBody Search search) {
        if (search.kind() == null || search.value() == null || search.value().isBlank()) {
            throw Problem.badRequest("请给出证件号、电话或病案号", "give `kind` and `value`");
        }
        return new FoundView(worklist.find(caller, search.kind(), search.value()));
    }

    /** An emergency. */
    public record EmergencyRequest(String patient, Emergencies.Situation situation, String reason) {}

    /** The record is open. */
    public record EmergencyView(Instant until, Instant statementDue, String statement) {}

    /** Opens a record in an emergency. */
    @PostMapping("/break-glass")
    public EmergencyView breakGlass(@RequestCaller Caller caller, @RequestBody EmergencyRequest request) {
        String reason = WrittenText.of(request.reason(), "reason");
        if (request.situation() == null || request.patient() == null) {
            throw Problem.badRequest("请选择患者和紧急情形", "give `patient` and `situation`");
        }
        return switch (emergencies.open(caller, Parties.patient(request.patient()), request.situation(), reason)) {
            case Emergencies.Opening.Refused refused ->
                throw Refusal.of(refused.outcome().refusal());
            case Emergencies.Opening.Open open -> {
                passes.openDoor(caller.sessionId(), open.until());
                yield new EmergencyView(
                        open.until(), open.statement().dueAt(), open.statement().id());
            }
        };
    }

    /** One statement. */
    public record StatementView(
            String id,
            String patient,
            String patientName,
            Instant openedAt,
            Instant dueAt,
            Optional<Instant> filedAt) {}

    /** The caller's statements. */
    public record StatementsView(List<StatementView> statements) {}

    /** Statements the caller owes or has filed; a patient's masked name stands at those still owed. */
    @GetMapping("/statements")
    public StatementsView statements(@RequestCaller Caller caller) {
        List<StatementView> views = new ArrayList<>();
        for (Emergencies.Statement each : emergencies.statementsOf(caller.accountId())) {
            String name =
                    each.filedAt().isPresent() ? "" : worklist.maskedName(caller, Parties.patient(each.patient()));
            views.add(
                    new StatementView(each.id(), each.patient(), name, each.openedAt(), each.dueAt(), each.filedAt()));
        }
        return new StatementsView(views);
    }

    /** The text of a statement. */
    public record StatementText(String text) {}

    /** Files a statement. */
    @PostMapping("/statements/{id}")
    public StatementsView file(
            @RequestCaller Caller caller, @PathVariable("id") String id, @RequestBody StatementText statement) {
        String text = WrittenText.of(statement.text(), "text");
        var filing = emergencies.file(
                caller.accountId(), id, text, filed -> entries.record(caller, filed, UUID.fromString(filed.id())));
        return switch (filing) {
            case FILED -> statements(caller);
            case UNKNOWN -> throw Problem.notFound();
            case ALREADY_FILED -> throw Problem.badRequest("该说明已提交", "this statement was filed before");
        };
    }
}
