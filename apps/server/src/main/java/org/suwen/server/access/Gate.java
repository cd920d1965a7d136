package org.suwen.server.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Permit;
import org.suwen.decision.Reason;
import org.suwen.ledger.ConsentMovedException;
import org.suwen.vault.ClassEntry;
import org.suwen.vault.Cursor;
import org.suwen.vault.Opened;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Token;
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
 * <p>When consent changes between the first and the second step the ledger refuses the entry, and the gate decides again
 * (D18). A scenario is data for this gate, never a second one.
 */
public final class Gate {

    /** How often a question is decided again because consent moved meanwhile. */
    private static final int ATTEMPTS = 8;

    /** Most rows of one page. */
    public static final int PAGE_LIMIT = 500;

    private final Vault vault;
    private final DecisionEngine engine;
    private final Standings standings;
    private final Journal journal;
    private final Projector projector;
    private final PageLinks links;

    /** The gate over its engines; {@code parts} are what the wiring built. */
    public Gate(Vault vault, DecisionEngine engine, Parts parts) {
        this.vault = vault;
        this.engine = engine;
        this.standings = parts.standings();
        this.journal = parts.journal();
        this.projector = parts.projector();
        this.links = parts.links();
    }

    /** What the gate works with beside the engines. */
    public record Parts(Standings standings, Journal journal, Projector projector, PageLinks links, Clock clock) {}

    /** Asks for one resource. */
    public Answer read(Ask ask, String type, String id) {
        Optional<Sealed> row = vault.locate(type, id);
        if (row.isEmpty()) {
            return new Answer.Absent();
        }
        return again(() -> {
            Standing standing = standings.of(ask, row.get().patient());
            DecisionClass dataClass = DecisionClass.decode(vault.decisionClass(row.get()));
            Decision decision = engine.decide(standing.request(), dataClass);
            return switch (decision) {
                case Deny deny -> refuse(ask, standing, dataClass, deny);
                case Permit permit -> release(ask, standing, row.get(), new Verdicts.Ruled(dataClass, permit));
            };
        });
    }

    private Answer release(Ask ask, Standing standing, Sealed row, Verdicts.Ruled ruled) {
        Permit permit = (Permit) ruled.decision();
        if (!Residuals.holds(permit.residual(), header(row))) {
            return refuse(ask, standing, ruled.dataClass(), Residuals.denial(permit, engine));
        }
        Answer.Trail trail = journal.released(ask, standing, ruled, row);
        Opened opened = vault.open(row);
        RowHeader header = RowHeader.decode(opened.header());
        byte[] json = projector.project(opened.body(), header.type(), permit.duties());
        return new Answer.Released(
                new Answer.Resource(header.type(), header.id(), row.row().version(), json), permit.duties(), trail);
    }

    private RowHeader header(Sealed row) {
        return RowHeader.decode(vault.header(row));
    }

    private Answer refuse(Ask ask, Standing standing, DecisionClass dataClass, Deny deny) {
        Answer.Trail trail = journal.refused(ask, standing, Optional.of(dataClass), deny);
        return deny.hidden() ? new Answer.Absent() : new Answer.Refused(deny.reason(), deny.all(), trail);
    }

    /**
     * Asks for a page of one patient's record.
     *
     * @param type one FHIR type, or empty for all
     * @param link where to go on, as the page before gave it
     * @param limit most resources on the page, at most {@link #PAGE_LIMIT}
     */
    public Answer record(Ask ask, RecordQuery query) {
        return again(() -> {
            Standing standing = standings.of(ask, query.patient());
            Optional<Cursor> from = links.open(query.link(), ask, standing, query);
            if (query.link().isPresent() && from.isEmpty()) {
                return new Answer.Stale();
            }
            Verdicts verdicts = decideAll(standing);
            Set<Token> permitted = verdicts.permitted();
            if (permitted.isEmpty()) {
                return refuseRecord(ask, standing, verdicts);
            }
            return page(ask, standing, query, new Start(verdicts, permitted, from.orElse(Cursor.start())));
        });
    }

    /** What a page starts from. */
    private record Start(Verdicts verdicts, Set<Token> permitted, Cursor cursor) {}

    private Answer page(Ask ask, Standing standing, RecordQuery query, Start start) {
        List<Sealed> rows = new ArrayList<>();
        Cursor cursor = start.cursor();
        Optional<Cursor> next = Optional.of(cursor);
        int limit = Math.min(query.limit(), PAGE_LIMIT);
        while (next.isPresent() && rows.size() < limit) {
            var found = vault.list(
                    query.patient(), query.type(), start.permitted(), next.get(), limit - rows.size());
            for (Sealed row : found.rows()) {
                Permit permit = start.verdicts().permit(row.classToken());
                if (Residuals.isFree(permit.residual()) || Residuals.holds(permit.residual(), header(row))) {
                    rows.add(row);
                }
            }
            next = found.next();
        }
        Answer.Trail trail = journal.releasedPage(ask, standing, start.verdicts(), query, rows);
        List<Answer.Resource> resources = new ArrayList<>(rows.size());
        for (Sealed row : rows) {
            resources.add(openAndProject(row, start.verdicts().permit(row.classToken())));
        }
        Optional<String> link = next.map(at -> links.seal(at, ask, standing, query));
        return new Answer.Page(resources, start.verdicts().withheld(), link, total(query, start), trail);
    }

    private Answer.Resource openAndProject(Sealed row, Permit permit) {
        Opened opened = vault.open(row);
        RowHeader header = RowHeader.decode(opened.header());
        byte[] json = projector.project(opened.body(), header.type(), permit.duties());
        return new Answer.Resource(header.type(), header.id(), row.row().version(), json);
    }

    private OptionalLong total(RecordQuery query, Start start) {
        for (Token token : start.permitted()) {
            if (!Residuals.isFree(start.verdicts().permit(token).residual())) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(vault.count(query.patient(), query.type(), start.permitted()));
    }

    private Answer refuseRecord(Ask ask, Standing standing, Verdicts verdicts) {
        List<Deny> denials = verdicts.denials();
        Deny main = denials.stream()
                .filter(deny -> !deny.hidden())
                .findFirst()
                .orElseGet(() -> denials.isEmpty() ? engine.deny("NO_GROUND") : denials.getFirst());
        Answer.Trail trail = journal.refused(ask, standing, Optional.empty(), main);
        if (main.hidden()) {
            return new Answer.Absent();
        }
        List<Reason> all = verdicts.withheld();
        return new Answer.Refused(main.reason(), all.isEmpty() ? main.all() : all, trail);
    }

    private Verdicts decideAll(Standing standing) {
        Map<Token, Verdicts.Ruled> ruled = new LinkedHashMap<>();
        for (ClassEntry each : vault.classes(standing.patient())) {
            DecisionClass dataClass = DecisionClass.decode(each.decisionClass());
            ruled.put(each.token(), new Verdicts.Ruled(dataClass, engine.decide(standing.request(), dataClass)));
        }
        return new Verdicts(ruled);
    }

    /** Decides an act that is not about stored rows, for instance break-glass, for {@code dataClass}. */
    public Decision decide(Ask ask, PatientId patient, DecisionClass dataClass) {
        return engine.decide(standings.of(ask, patient).request(), dataClass);
    }

    @FunctionalInterface
    private interface Attempt {
        Answer run();
    }

    private static Answer again(Attempt attempt) {
        ConsentMovedException last = null;
        for (int each = 0; each < ATTEMPTS; each++) {
            try {
                return attempt.run();
            } catch (ConsentMovedException moved) {
                last = moved;
            }
        }
        throw new ConsentKeepsMovingException(ATTEMPTS, last);
    }
}
