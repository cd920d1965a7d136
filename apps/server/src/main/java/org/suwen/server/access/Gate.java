package org.suwen.server.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.suwen.decision.Action;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Permit;
import org.suwen.decision.PreparedRequest;
import org.suwen.decision.Reason;
import org.suwen.decision.Role;
import org.suwen.decision.Row;
import org.suwen.decision.Rule;
import org.suwen.ledger.ConsentMovedException;
import org.suwen.vault.ErasedException;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Token;
import org.suwen.vault.UnknownPatientException;
import org.suwen.vault.Vault;

/**
 * The one gate: every reader of a patient's data passes the same four steps in the same order.
 *
 * <ol>
 *   <li>decide, per class of data, on the patient card and rules as of now;
 *   <li>enter it in the ledger and wait until the entry is durable (I1);
 *   <li>open what was permitted;
 *   <li>project by the duties, and answer.
 * </ol>
 *
 * <p>A row's header (names and dates, never its content) is opened for the first step, since a decision may leave a
 * residual that only the row settles (D1). When consent changes between the first and the second step the ledger refuses
 * the entry, and the gate decides again (D18). A scenario is data for this gate, never a second one.
 */
public final class Gate {

    /** How often a question is decided again because consent moved meanwhile. */
    private static final int ATTEMPTS = 8;

    /** As the database orders them, so that the order of reasons is one. */
    private static final Comparator<Token> BY_BYTES =
            Comparator.comparing(Token::high, Long::compareUnsigned).thenComparing(Token::low, Long::compareUnsigned);

    /** Most rows of one page. */
    public static final int PAGE_LIMIT = 500;

    private final Vault vault;
    private final Foresight foresight;
    private final DecisionEngine engine;
    private final Standings standings;
    private final Journal journal;
    private final Projector projector;
    private final RecordPages pages;
    private final String institution;
    private final Hearing hearing;
    private final ClassBook classes;

    /** What the gate works with beside the engines. */
    public record Parts(
            Foresight foresight,
            Standings standings,
            Journal journal,
            Projector projector,
            PageLinks links,
            Institution institution,
            Hearing hearing) {}

    /** The gate over its engines. */
    public Gate(Vault vault, DecisionEngine engine, Parts parts) {
        this.vault = vault;
        this.classes = new ClassBook(vault);
        this.foresight = parts.foresight();
        this.engine = engine;
        this.standings = parts.standings();
        this.journal = parts.journal();
        this.projector = parts.projector();
        this.pages = new RecordPages(this, vault, parts);
        this.institution = parts.institution().code();
        this.hearing = parts.hearing();
    }

    /** Asks for one resource. */
    public Answer read(Ask ask, String type, String id) {
        return read(ask, foresight.resource(type, id));
    }

    /** Asks for one resource that was foreseen in the same request. */
    public Answer read(Ask ask, Foresight.Resource foreseen) {
        Optional<Sealed> located = foreseen.row();
        if (located.isEmpty()) {
            return absent(ask, foreseen.type());
        }
        Sealed row = located.get();
        DecisionClass dataClass = Deleted.live(classOf(row));
        RowHeader header = RowHeader.decode(vault.openHeader(row));
        return again(() -> {
            Standing standing = standings.of(ask, row.patient());
            Decision decision = within(
                    standing,
                    dataClass,
                    engine.decide(standing.request(), dataClass).forRow(header.row()));
            hearing.decided(standing.request(), dataClass, Optional.of(header.row()), decision);
            return switch (decision) {
                case Deny deny -> refuse(ask, standing, Optional.of(dataClass), deny);
                case Permit permit -> release(ask, standing, new Found(row, header, permit), dataClass);
            };
        });
    }

    private Answer release(Ask ask, Standing standing, Found found, DecisionClass dataClass) {
        Answer.Trail trail =
                journal.released(ask, standing, new Verdicts.Ruled(dataClass, found.permit()), found.entry());
        if (Deleted.is(classOf(found.row()))) {
            return new Answer.Gone(trail);
        }
        return new Answer.Released(found.open(vault, projector), found.permit().duties(), trail);
    }

    private Answer refuse(Ask ask, Standing standing, Optional<DecisionClass> dataClass, Deny deny) {
        Answer.Trail trail = journal.refused(ask, standing, dataClass, deny);
        Role role = standing.request().actor().role();
        if (Reasons.hidden(deny, role)) {
            return new Answer.Absent();
        }
        return new Answer.Refused(Reasons.shown(deny, role), Reasons.allShown(deny, role), trail);
    }

    /** Asks for a page of one patient's record; a patient without a Patient resource is not there yet. */
    public Answer record(Ask ask, RecordQuery query) {
        return record(ask, query, foresight.patient(query.patient()));
    }

    /** Asks for a page of one patient's record that was foreseen in the same request. */
    public Answer record(Ask ask, RecordQuery query, Foresight.Patient foreseen) {
        return pages.record(ask, query, foreseen);
    }

    /** The reason told first is that of the class which came closest to being opened: the one with fewest reasons. */
    Answer refuseRecord(Ask ask, Standing standing, Verdicts verdicts) {
        Role role = standing.request().actor().role();
        Optional<Deny> main = verdicts.denials().stream()
                .filter(deny -> !Reasons.hidden(deny, role))
                .max(Comparator.comparing(this::reached));
        if (main.isEmpty()) {
            return decideNominal(ask, standing);
        }
        Answer.Trail trail = journal.refused(ask, standing, Optional.empty(), main.get());
        List<Reason> shown = verdicts.withheld();
        return new Answer.Refused(Reasons.shown(main.get(), role), shown, trail);
    }

    /** The gate at which a class was refused: the furthest one tells what is nearest to a release. */
    private org.suwen.decision.Gate reached(Deny deny) {
        return deny.rules().stream()
                .flatMap(id -> engine.rulebook().rule(id).stream())
                .map(Rule::gate)
                .min(Comparator.naturalOrder())
                .orElse(org.suwen.decision.Gate.GROUND);
    }

    /** Nothing is stored, or all of it is hidden: the answer is the one an empty record gets (I9). */
    private Answer decideNominal(Ask ask, Standing standing) {
        return switch (decide(standing, Nominal.patient(institution))) {
            case Deny deny -> refuse(ask, standing, Optional.empty(), deny);
            case Permit permit -> {
                var verdicts = new Verdicts(Map.of(), standing.request().actor().role());
                Answer.Trail trail = journal.releasedPage(ask, standing, verdicts, List.of());
                yield new Answer.Page(List.of(), List.of(), Optional.empty(), OptionalLong.of(0), trail);
            }
        };
    }

    /** Forgets what is remembered of a patient, for erasure. */
    void forget(PatientId patient) {
        classes.forget(patient);
    }

    /** The class of a row. */
    public DecisionClass classOf(Sealed row) {
        return classes.of(row.patient(), row.classToken());
    }

    /** The class of a patient that a token stands for. */
    DecisionClass classOf(PatientId patient, Token token) {
        return classes.of(patient, token);
    }

    /** The class of a row, or of the version before its end, which is what an act on it is decided on. */
    public DecisionClass liveClassOf(Sealed row) {
        return Deleted.live(classOf(row));
    }

    Verdicts decideAll(Standing standing, Set<Token> tokens) {
        Map<Token, Verdicts.Ruled> ruled = new LinkedHashMap<>();
        PreparedRequest prepared = engine.prepare(standing.request());
        for (Token token : tokens.stream().sorted(BY_BYTES).toList()) {
            DecisionClass dataClass = classes.of(standing.patient(), token);
            Decision decision = within(standing, dataClass, prepared.decide(dataClass));
            hearing.decided(standing.request(), dataClass, Optional.empty(), decision);
            ruled.put(token, new Verdicts.Ruled(dataClass, decision));
        }
        return new Verdicts(ruled, standing.request().actor().role());
    }

    /**
     * Asks for leave to act on a patient without reading rows: to write, to break the glass, to change consent.
     *
     * @return the permit with the facts it holds on, or the refusal, already in the ledger
     */
    public Leave leave(Ask ask, PatientId patient, List<Leave.Claim> claims) {
        if (isUnknown(patient)) {
            return new Leave.No(absent(ask, claims.getFirst().dataClass().type()));
        }
        Standing standing = standings.of(ask, patient);
        List<Permit> permits = new ArrayList<>();
        for (Leave.Claim each : claims) {
            switch (decide(standing, each)) {
                case Deny deny -> {
                    return new Leave.No(refuse(ask, standing, Optional.of(each.dataClass()), deny));
                }
                case Permit permit -> permits.add(permit);
            }
        }
        return new Leave.Yes(standing, permits);
    }

    private Decision decide(Standing standing, Leave.Claim claim) {
        if (claim.row().isEmpty()) {
            return decide(standing, claim.dataClass());
        }
        Decision decision = within(
                standing,
                claim.dataClass(),
                engine.decide(standing.request(), claim.dataClass())
                        .forRow(claim.row().get()));
        hearing.decided(standing.request(), claim.dataClass(), claim.row(), decision);
        return decision;
    }

    /** What {@link #view} gives. */
    public sealed interface View {
        /** The card may be shown; the look is in the ledger. */
        record Shown(PatientCard card, long version, Answer.Trail trail) implements View {}

        /** It may not. */
        record Refused(Answer refusal) implements View {}
    }

    /**
     * Asks to see a part of the patient card: consent, devices, how the patient is shown in a list.
     *
     * @param kind the kind of record as the rules know it: {@code Consent}, {@code Device}, {@code Patient}
     */
    public View view(Ask ask, PatientId patient, String kind) {
        if (isUnknown(patient)) {
            return new View.Refused(absent(ask, kind));
        }
        return again(() -> {
            Standing standing = standings.of(ask, patient);
            DecisionClass dataClass = Nominal.of(kind, institution);
            return switch (decide(standing, dataClass)) {
                case Deny deny -> new View.Refused(refuse(ask, standing, Optional.of(dataClass), deny));
                case Permit permit -> {
                    RowHeader header = RowHeader.nominal(
                            kind, patient.toString(), standing.request().at());
                    Answer.Trail trail = journal.released(
                            ask,
                            standing,
                            new Verdicts.Ruled(dataClass, permit),
                            new Journal.PageRow(header, standing.version(), permit.ground()));
                    yield new View.Shown(standing.card(), standing.version(), trail);
                }
            };
        });
    }

    /**
     * Whether a first write about a patient not known here would be refused; keys are made only when not.
     *
     * @return the refusal, in the ledger as an act about no patient
     */
    public Optional<Answer> foresee(Ask ask, PatientId patient, String kind) {
        Standing standing = standings.ofNew(ask, patient);
        return switch (decide(standing, Nominal.of(kind, institution))) {
            case Deny deny -> {
                Answer.Trail trail = journal.refusedUnknown(ask, standing, deny);
                Role role = standing.request().actor().role();
                yield Optional.of(new Answer.Refused(Reasons.shown(deny, role), Reasons.allShown(deny, role), trail));
            }
            case Permit permit -> Optional.empty();
        };
    }

    /**
     * Whether even the existence of a row is hidden from a caller who wants to act on it (D4).
     *
     * @return the answer of what isn't there, with the refusal in the ledger; empty when he may know of it
     */
    public Optional<Answer> hides(Ask ask, Sealed row) {
        return hiding(ask, row).map(found -> {
            DecisionClass dataClass = liveClassOf(row);
            hearing.decided(found.standing().request(), dataClass, Optional.empty(), found.deny());
            return refuse(ask, found.standing(), Optional.of(dataClass), found.deny());
        });
    }

    /** Whether the existence of a row is hidden from a caller; nothing is entered. */
    boolean isHidden(Ask ask, Sealed row) {
        return hiding(ask, row).isPresent();
    }

    /** What of a patient's data a caller may know to be there. */
    public Known known(Ask ask, PatientId patient) {
        Standing standing = standings.of(ask.to(Action.READ), patient);
        Role role = standing.request().actor().role();
        return new Known(
                this,
                ask,
                vault,
                data -> !Deleted.is(data)
                        && !(engine.decide(standing.request(), data).withoutRow() instanceof Deny deny
                                && Reasons.hidden(deny, role)));
    }

    private record Hiding(Standing standing, Deny deny) {}

    private Optional<Hiding> hiding(Ask ask, Sealed row) {
        Standing standing = standings.of(ask.to(Action.READ), row.patient());
        Row named = RowHeader.decode(vault.openHeader(row)).row();
        return engine.decide(standing.request(), liveClassOf(row)).forRow(named) instanceof Deny deny
                        && Reasons.hidden(deny, standing.request().actor().role())
                ? Optional.of(new Hiding(standing, deny))
                : Optional.empty();
    }

    private boolean isUnknown(PatientId patient) {
        try {
            var unused = vault.logKeys(patient);
            return false;
        } catch (UnknownPatientException | ErasedException nobody) {
            return true;
        }
    }

    /** Nothing is there: decided and entered as if it were closed, so that nobody can tell the two apart (D4, I9). */
    public Answer absent(Ask ask, String kind) {
        Standing standing = standings.ofNew(ask, new PatientId(ask.request()));
        Decision decision =
                engine.decide(standing.request(), Nominal.of(kind, institution)).withoutRow();
        journal.missed(ask, standing, decision);
        return new Answer.Absent();
    }

    /** Refuses, with an entry, for a reason that shows only once the matter was looked at. */
    public Answer refuse(Ask ask, Standing standing, String code) {
        Reason reason = engine.rulebook().reason(code);
        return refuse(ask, standing, Optional.empty(), new Deny(reason, List.of(reason), List.of()));
    }

    /** Refuses, with an entry, what the rules themselves would allow. */
    public Answer refuse(Ask ask, PatientId patient, String code) {
        return isUnknown(patient) ? absent(ask, "Patient") : refuse(ask, standings.of(ask, patient), code);
    }

    /** The decisions for everything a patient has, nothing entered. */
    Verdicts verdicts(Standing standing) {
        return decideAll(standing, foresight.patient(standing.patient()).classes());
    }

    /** What holds for one row of a class. */
    Decision decideRow(Standing standing, DecisionClass dataClass, Row row) {
        return decide(standing, new Leave.Claim(dataClass, Optional.of(row)));
    }

    /** What holds for a class as a whole. */
    private Decision decide(Standing standing, DecisionClass dataClass) {
        Decision decision = within(
                standing,
                dataClass,
                engine.decide(standing.request(), dataClass).withoutRow());
        hearing.decided(standing.request(), dataClass, Optional.empty(), decision);
        return decision;
    }

    /** What the rules permit to a person is refused to an app that the person did not let do it; never the reverse. */
    private Decision within(Standing standing, DecisionClass dataClass, Decision decision) {
        boolean admitted = standing.app().isEmpty()
                || standing.app()
                        .get()
                        .admits(
                                standing.request().action(),
                                dataClass.type(),
                                standing.patient().toString());
        if (admitted || decision instanceof Deny) {
            return decision;
        }
        Reason reason = engine.rulebook().reason("SCOPE");
        return new Deny(reason, List.of(reason), List.of());
    }

    static <T> T again(Supplier<T> attempt) {
        ConsentMovedException last = null;
        for (int each = 0; each < ATTEMPTS; each++) {
            try {
                return attempt.get();
            } catch (ConsentMovedException moved) {
                last = moved;
            }
        }
        throw new ConsentKeepsMovingException(ATTEMPTS, last);
    }
}
