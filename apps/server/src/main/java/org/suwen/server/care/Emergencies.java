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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.suwen.classification.Granularity;
import org.suwen.decision.Action;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Grant;
import org.suwen.decision.Permit;
import org.suwen.decision.Purpose;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Cards;
import org.suwen.server.access.Changes;
import org.suwen.server.access.Gate;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Watch;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.server.identity.FactorKind;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/**
 * Emergency access (ACC-10, ACC-11): the record of one patient opens at once with a reason, for a short time; the patient
 * and the office see it; a written statement is due afterwards.
 */
public final class Emergencies {

    private static final Logger LOG = LoggerFactory.getLogger(Emergencies.class);
    private static final String KIND = "statement";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Parts parts;
    private final Changes changes;
    private final DirectoryDocuments documents;
    private final Asks asks;
    private final Duration opening;
    private final Clock clock;

    /** What emergencies work with. */
    public record Parts(Gate gate, Cards cards, Changes changes, Watch watch) {}

    /** Where statements are kept, ids, how long a record stays open, and the time. */
    public record Rim(DirectoryDocuments documents, Asks asks, Duration opening, Clock clock) {}

    /** Emergencies decided by the gate. */
    public Emergencies(Parts parts, Rim rim) {
        this.parts = parts;
        this.changes = parts.changes();
        this.documents = rim.documents();
        this.asks = rim.asks();
        this.opening = rim.opening();
        this.clock = rim.clock();
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
     * @param escalatedAt when the office was told that it is overdue
     * @param review what the office found, once it has looked
     */
    public record Statement(
            String id,
            String actor,
            String patient,
            Instant openedAt,
            Instant dueAt,
            Optional<Instant> filedAt,
            String text,
            Optional<Instant> escalatedAt,
            Optional<Review> review) {

        /** Whether it should have been filed by now. */
        public boolean isOverdue(Instant now) {
            return filedAt.isEmpty() && !now.isBefore(dueAt);
        }

        private Statement filed(Instant at, String written) {
            return new Statement(id, actor, patient, openedAt, dueAt, Optional.of(at), written, escalatedAt, review);
        }

        private Statement escalated(Instant at) {
            return new Statement(id, actor, patient, openedAt, dueAt, filedAt, text, Optional.of(at), review);
        }

        private Statement reviewed(Review found) {
            return new Statement(id, actor, patient, openedAt, dueAt, filedAt, text, escalatedAt, Optional.of(found));
        }
    }

    /** What the office found of an emergency access (ACC-11). */
    public record Review(String by, Instant at, boolean justified, String note) {}

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
        if (isSuspended(caller, patient, now)) {
            Answer refusal = parts.gate().refuse(ask, patient, "STATEMENT_OVERDUE");
            return new Opening.Refused(new Changes.Outcome.Refused(refusal));
        }
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

    /**
     * Whoever owes an overdue statement opens no more records, until it is filed (ACC-11). That never holds for a patient
     * who is present, nor for somebody for whom a second person vouches: emergency care is not locked out (I2).
     */
    private boolean isSuspended(Caller caller, PatientId patient, Instant now) {
        return !caller.factorKinds().contains(FactorKind.VOUCHER)
                && statementsOf(caller.accountId()).stream().anyMatch(each -> each.isOverdue(now))
                && parts.cards().current(patient).card().episodes().stream().noneMatch(each -> each.openAt(now));
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
                "",
                Optional.empty(),
                Optional.empty());
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
        Statement filed = open.filed(clock.instant(), text);
        record.accept(filed);
        documents.put(key, found.get().version(), JSON.writeValueAsBytes(filed));
        return Filing.FILED;
    }

    /**
     * Tells the office of statements that have become overdue, each once (ACC-11).
     *
     * @param record writes the ledger entry, before the notices
     * @return how many
     */
    public int escalate(java.util.function.Consumer<Statement> record) {
        Instant now = clock.instant();
        int escalated = 0;
        for (VersionedBytes each : documents.list(KIND)) {
            Statement statement = JSON.readValue(each.value(), Statement.class);
            if (statement.isOverdue(now) && statement.escalatedAt().isEmpty()) {
                record.accept(statement);
                parts.watch()
                        .tell("statement:" + statement.id(), "OFFICER", statement.actor(), "STATEMENT_OVERDUE", now);
                put(statement.escalated(now), each.version());
                escalated++;
            }
        }
        return escalated;
    }

    /** Unless it was filed meanwhile; then there is nothing to escalate any more. */
    private void put(Statement escalated, long version) {
        try {
            documents.put(new DocumentKey(KIND, escalated.id()), version, JSON.writeValueAsBytes(escalated));
        } catch (DocumentMovedException filedMeanwhile) {
            LOG.debug("a statement was filed while it was escalated");
        }
    }

    /**
     * Keeps what the office found of an emergency access.
     *
     * @param record writes the ledger entry, before the finding counts
     * @return false when there is no such statement, or it was not filed yet, or was reviewed before
     */
    public boolean review(String id, Review found, java.util.function.Consumer<Statement> record) {
        var key = new DocumentKey(KIND, id);
        Optional<VersionedBytes> stored = documents.get(key);
        Optional<Statement> statement = stored.map(each -> JSON.readValue(each.value(), Statement.class))
                .filter(each -> each.filedAt().isPresent() && each.review().isEmpty());
        if (statement.isEmpty()) {
            return false;
        }
        record.accept(statement.get());
        documents.put(
                key,
                stored.orElseThrow().version(),
                JSON.writeValueAsBytes(statement.get().reviewed(found)));
        return true;
    }

    /** Removes the statements about a patient, for erasure; their entries in the ledger stay. Gives how many. */
    public int forget(PatientId patient) {
        List<Statement> found = of(patient);
        found.forEach(each -> documents.delete(new DocumentKey(KIND, each.id())));
        return found.size();
    }

    /** The statements about a patient. */
    public List<Statement> of(PatientId patient) {
        return all().stream()
                .filter(each -> each.patient().equals(patient.toString()))
                .toList();
    }

    /** A fresh request id for the entry of a filing. */
    UUID newId() {
        return asks.newId();
    }
}
