package org.suwen.server.access;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/**
 * The gate's door for questions whose answer must be worked out over a whole record: search, history, conditions.
 *
 * <p>The steps are those of {@link Gate}, in an order that lets nothing out early: decide for every class; open and cut
 * down, inside the process; work out which rows are the answer; enter these in the ledger (I1); and only then answer. The
 * ledger refuses the entry when consent has moved meanwhile, and {@link #again} does all of it anew (D18).
 */
public final class Sights {

    private static final int LONGEST_ID = 64; // FHIR R4 §2.24.0.1

    private final Vault vault;
    private final Gate gate;
    private final Standings standings;
    private final Journal journal;
    private final Projector projector;

    /** Sights decided by {@code gate} over {@code vault}. */
    public Sights(Vault vault, Gate gate, Gate.Parts parts) {
        this.vault = vault;
        this.gate = gate;
        this.standings = parts.standings();
        this.journal = parts.journal();
        this.projector = parts.projector();
    }

    /** A resource that is there, still sealed; whose it is decides what may be said of it. */
    public record Located(PatientId patient, Sealed row) {}

    /** Where a resource lies; nothing of it is opened, and nothing about it said before a decision. */
    public Optional<Located> located(String type, String id) {
        return id.isEmpty() || id.length() > LONGEST_ID
                ? Optional.empty()
                : vault.locate(type, id).map(row -> new Located(row.patient(), row));
    }

    /** What may be seen of a patient's record; nothing is entered yet. */
    public Sight of(Ask ask, PatientId patient) {
        Standing standing = standings.of(ask, patient);
        return new Sight(new Sight.Tools(vault, gate, projector), standing, gate.verdicts(standing));
    }

    /** Patients of a care unit in order of id, at most {@code limit} behind {@code after}; nothing of them is opened. */
    public List<PatientId> ofUnit(String unit, Optional<PatientId> after, int limit) {
        return after.isEmpty() ? vault.related(unit, limit) : vault.relatedAfter(unit, after.get(), limit);
    }

    /** Runs a whole question, and runs it again when consent moved before its entry. */
    public <T> T again(Supplier<T> question) {
        return Gate.again(question);
    }

    /** The refusal, with its entry, when nothing of the record may be seen at all. */
    public Optional<Answer> refusal(Ask ask, Sight sight) {
        return sight.isClosed()
                ? Optional.of(gate.refuseRecord(ask, sight.standing(), sight.verdicts()))
                : Optional.empty();
    }

    /** There is nothing of this kind to look at; the look is entered as any other (I9). */
    public Answer absent(Ask ask, String kind) {
        return gate.absent(ask, kind);
    }

    /** What goes with a page beside its rows. */
    public record Around(Optional<String> next, OptionalLong total) {}

    /** Enters the release of these rows and gives the page; call it once a patient and request. */
    public Answer.Page release(Ask ask, Sight sight, List<Sight.Row> rows, Around around) {
        Answer.Trail trail = journal.releasedPage(
                ask,
                sight.standing(),
                sight.verdicts(),
                rows.stream().map(Sight.Row::entry).toList());
        return new Answer.Page(
                rows.stream()
                        .map(row -> new Answer.Resource(row.type(), row.id(), row.version(), row.json()))
                        .toList(),
                sight.verdicts().withheld(),
                around.next(),
                around.total(),
                trail);
    }
}
