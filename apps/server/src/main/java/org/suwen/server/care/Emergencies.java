package org.suwen.server.care;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.suwen.classification.Granularity;
import org.suwen.decision.Action;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Grant;
import org.suwen.decision.Permit;
import org.suwen.decision.Purpose;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Changes;
import org.suwen.server.access.PatientCard;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/**
 * Emergency access (ACC-10, ACC-11): the record of one patient opens at once with a reason, for a short time; the patient
 * and the office see it; a written statement is due afterwards.
 */
public final class Emergencies {

    private static final String KIND = "statement";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Changes changes;
    private final DirectoryDocuments documents;
    private final Asks asks;
    private final Duration opening;
    private final Clock clock;

    /** Emergencies open a record for {@code opening}. */
    public Emergencies(Changes changes, DirectoryDocuments documents, Asks asks, Duration opening, Clock clock) {
        this.changes = changes;
        this.documents = documents;
        this.asks = asks;
        this.opening = opening;
        this.clock = clock;
    }

    /** What kind of emergency it is (ACC-10). */
    public enum Situation {
        RESUSCITATION,
        PUBLIC_HEALTH_EVENT,
        OTHER_EMERGENCY
    }

    /**
     * A statement that is due, or filed.
     *
     * @param text what was filed, empty until then
     */
    public record Statement(
            String id,
            String actor,
            String patient,
            Instant openedAt,
            Instant dueAt,
            Optional<Instant> filedAt,
            String text) {}

    /** What came of breaking the glass. */
    public sealed interface Opening {
        /** The record is open for this caller until then. */
        record Open(Instant until, Statement statement) implements Opening {}

        /** The rules refuse even an emergency, for instance to somebody who is not clinical staff. */
        record Refused(Changes.Outcome.Refused outcome) implements Opening {}
    }

    /** Opens a patient's record in an emergency. */
    public Opening open(Caller caller, PatientId patient, Situation situation, String reason) {
        Instant now = clock.instant();
        Instant until = now.plus(opening);
        Ask ask = Ask.of(caller, Purpose.EMERGENCY, Action.BREAK_GLASS, "break-glass", asks.newId());
        var grant = new Grant(
                caller.accountId(),
                Grant.Kind.BREAK_GLASS,
                now,
                until,
                Set.of(),
                Granularity.DETAIL,
                ask.request().toString());
        BiFunction<PatientCard, Permit, PatientCard> next = (card, permit) -> card.withGrant(grant, now);
        var wish = new Changes.Wish(
                EntryType.BREAK_GLASS, "Patient", situation + ":" + reason, OptionalLong.empty(), next);
        return switch (changes.make(ask, patient, wish)) {
            case Changes.Outcome.Refused refused -> new Opening.Refused(refused);
            case Changes.Outcome.Moved moved ->
                throw new IllegalStateException("a wish without a version can't be outdated");
            case Changes.Outcome.Done done ->
                new Opening.Open(until, openStatement(ask, patient, now, within(done.permit())));
        };
    }

    private static Duration within(Permit permit) {
        return permit.duty(DutyKind.STATEMENT)
                .map(duty -> Duration.ofSeconds(Long.parseLong(duty.parameters().get("within"))))
                .orElse(Duration.ofHours(24));
    }

    private Statement openStatement(Ask ask, PatientId patient, Instant now, Duration within) {
        var statement = new Statement(
                ask.request().toString(),
                ask.caller().accountId(),
                patient.toString(),
                now,
                now.plus(within),
                Optional.empty(),
                "");
        documents.put(new DocumentKey(KIND, statement.id()), 0, JSON.writeValueAsBytes(statement));
        return statement;
    }

    /** The statements of an account, newest first. */
    public List<Statement> statementsOf(String account) {
        return all().stream().filter(each -> each.actor().equals(account)).toList();
    }

    /** All statements, newest first. */
    public List<Statement> all() {
        return documents.list(KIND).stream()
                .map(each -> JSON.readValue(each.value(), Statement.class))
                .sorted(Comparator.comparing(Statement::openedAt).reversed())
                .toList();
    }

    /** What came of filing a statement. */
    public enum Filing {
        FILED,
        UNKNOWN,
        ALREADY_FILED
    }

    /**
     * Files a statement; its text stays sealed and goes to the office (ACC-11).
     *
     * @param record writes the ledger entry, before the statement counts as filed (I1)
     */
    public Filing file(String account, String id, String text, java.util.function.Consumer<Statement> record) {
        var key = new DocumentKey(KIND, id);
        var found = documents.get(key);
        if (found.isEmpty()) {
            return Filing.UNKNOWN;
        }
        Statement open = JSON.readValue(found.get().value(), Statement.class);
        if (!open.actor().equals(account)) {
            return Filing.UNKNOWN;
        }
        if (open.filedAt().isPresent()) {
            return Filing.ALREADY_FILED;
        }
        var filed = new Statement(
                open.id(),
                open.actor(),
                open.patient(),
                open.openedAt(),
                open.dueAt(),
                Optional.of(clock.instant()),
                text);
        record.accept(filed);
        documents.put(key, found.get().version(), JSON.writeValueAsBytes(filed));
        return Filing.FILED;
    }

    /** A fresh request id for the entry of a filing. */
    UUID newId() {
        return asks.newId();
    }
}
