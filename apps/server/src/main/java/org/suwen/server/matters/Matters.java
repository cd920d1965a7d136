package org.suwen.server.matters;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.suwen.decision.Action;
import org.suwen.decision.ConsentState;
import org.suwen.decision.Permit;
import org.suwen.decision.consent.Deadlines;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.matter.Matter;
import org.suwen.decision.matter.MatterCheck;
import org.suwen.decision.matter.MatterKind;
import org.suwen.decision.matter.MatterKind.Party;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Changes;
import org.suwen.server.access.PatientCard;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where matters are opened and carried on: each step is decided by the gate, checked against the book and entered in the
 * ledger before it counts.
 */
public final class Matters {

    private static final String KIND = "matter";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MatterBook book;
    private final Deadlines deadlines;
    private final Rim rim;
    private final Effects effects;
    private final Parcels parcels;

    /** What matters stand on. */
    public record Rim(Changes changes, Asks asks, DirectoryDocuments documents, Clock clock) {}

    /** Matters by {@code book}, with clocks by {@code deadlines}. */
    public Matters(MatterBook book, Deadlines deadlines, Rim rim, Effects effects, Parcels parcels) {
        this.book = book;
        this.deadlines = deadlines;
        this.rim = rim;
        this.effects = effects;
        this.parcels = parcels;
    }

    /** The kinds there are. */
    public MatterBook book() {
        return book;
    }

    /** What a step makes of a card and, where there is one, of the matter so far. */
    private interface Drawn {
        Drawing of(PatientCard card);
    }

    private record Drawing(Matter matter, long version, Effects.Result result) {}

    /** Opens a matter; one that is incomplete is refused with every defect, and no clock starts. */
    public Handled open(Caller caller, PatientId patient, String kindName, Map<String, String> facts) {
        MatterKind kind = book.kinds().get(kindName);
        if (kind == null) {
            return new Handled.Invalid(List.of(Defect.of(
                    "CON-19",
                    "kind",
                    "没有这一类事项",
                    "`" + kindName + "` is none of " + book.kinds().keySet())));
        }
        Instant now = rim.clock().instant();
        String id = rim.asks().newId().toString();
        Drawn drawn = card -> {
            var said = new MatterCheck.Said(party(caller, kind), caller.accountId(), facts);
            stop(MatterCheck.open(kind, said));
            var event = new Matter.Event(
                    now, Matter.OPEN, caller.accountId(), kind.open().to());
            Optional<Instant> due = kind.clock().map(clock -> deadlines.due(clock, now));
            var matter = new Matter(
                    id, kindName, patient.toString(), kind.open().to(), due, new TreeMap<>(facts), List.of(event));
            var scene = new Effects.Scene(patient, card, matter, now);
            return new Drawing(matter, 0, effects.of(kind.open().effect(), scene));
        };
        return make(caller, patient, kindName + ":" + Matter.OPEN, drawn, Optional.empty());
    }

    /** Takes a step in a matter. */
    public Handled step(Caller caller, PatientId patient, Where where, Map<String, String> facts) {
        Optional<VersionedBytes> found = rim.documents().get(new DocumentKey(KIND, where.matter()));
        Optional<Matter> before =
                found.map(Matters::read).filter(each -> each.patient().equals(patient.toString()));
        if (before.isEmpty() || found.isEmpty()) {
            return new Handled.Unknown();
        }
        Matter matter = before.get();
        MatterKind kind = book.kinds().get(matter.kind());
        if (kind == null) {
            throw new IllegalStateException("the book has no kind `" + matter.kind() + "` any more");
        }
        Optional<Parcel> parcel = Optional.empty();
        MatterKind.Step step = kind.steps().get(where.step());
        if (step != null && step.effect().equals(Optional.of(MatterKind.Effect.PACKAGE))) {
            var said = new MatterCheck.Said(party(caller, kind), caller.accountId(), facts);
            List<Defect> defects = MatterCheck.step(kind, matter, where.step(), said);
            if (defects.isEmpty()) {
                switch (parcels.make(caller, patient, matter)) {
                    case Parcels.Made.Refused refused -> {
                        return new Handled.Refused(refused.refusal());
                    }
                    case Parcels.Made.Unfit unfit -> {
                        return new Handled.Invalid(List.of(unfit.defect()));
                    }
                    case Parcels.Made.Ready ready -> parcel = Optional.of(ready.parcel());
                }
            }
        }
        long version = found.get().version();
        SortedMap<String, String> made = parcel.map(Parcel::facts).orElseGet(TreeMap::new);
        Drawn drawn = card -> next(caller, card, new Turn(kind, matter, version, where.step()), facts, made);
        return make(caller, patient, matter.kind() + ":" + where.step(), drawn, parcel);
    }

    /** Which matter and which step. */
    public record Where(String matter, String step) {}

    private record Turn(MatterKind kind, Matter matter, long version, String step) {}

    private Drawing next(
            Caller caller, PatientCard card, Turn turn, Map<String, String> facts, SortedMap<String, String> made) {
        Instant now = rim.clock().instant();
        var said = new MatterCheck.Said(party(caller, turn.kind()), caller.accountId(), facts);
        stop(MatterCheck.step(turn.kind(), turn.matter(), turn.step(), said));
        if (turn.kind().open().effect().equals(Optional.of(MatterKind.Effect.RETENTION)) && held(card)) {
            stop(List.of(Defect.of(
                    "AGR-53",
                    "do",
                    "争议期间数据保全，销毁程序中止",
                    "a dispute runs and its data are preserved; go on when it is settled")));
        }
        MatterKind.Step step = turn.kind().steps().get(turn.step());
        if (step == null) {
            throw new IllegalStateException("a step that was checked is missing");
        }
        String stage = step.to().isEmpty() ? turn.matter().stage() : step.to();
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.putAll(made);
        Matter after = turn.matter().after(new Matter.Event(now, turn.step(), caller.accountId(), stage), more);
        PatientId patient = PatientId.of(after.patient());
        return new Drawing(
                after, turn.version(), effects.of(step.effect(), new Effects.Scene(patient, card, after, now)));
    }

    /** Whether a dispute preserves this patient's data (AGR-53). */
    public static boolean held(PatientCard card) {
        return card.consent().status() == ConsentState.Status.LOCKED_BY_DISPUTE;
    }

    private static void stop(List<Defect> defects) {
        if (!defects.isEmpty()) {
            throw new InvalidStepException(defects);
        }
    }

    /** Who is neither patient nor guardian acts for the office, if the gate lets him in at all. */
    private static Party party(Caller caller, MatterKind kind) {
        return switch (caller.role()) {
            case PATIENT -> Party.PATIENT;
            case GUARDIAN -> Party.GUARDIAN;
            case OFFICER -> Party.OFFICER;
            default ->
                throw new IllegalStateException(
                        "the gate let a " + caller.role() + " into a matter `" + kind.name() + "`");
        };
    }

    private Handled make(Caller caller, PatientId patient, String note, Drawn drawn, Optional<Parcel> parcel) {
        List<Drawing> last = new ArrayList<>();
        BiFunction<PatientCard, Permit, PatientCard> change = (card, permit) -> {
            Drawing drawing = drawn.of(card);
            last.add(drawing);
            store(drawing);
            return drawing.result().card();
        };
        var wish = new Changes.Wish(EntryType.CONSENT, "Task", "MATTER:" + note, OptionalLong.empty(), change);
        try {
            return switch (rim.changes().make(rim.asks().of(caller, Action.UPDATE, "matter"), patient, wish)) {
                case Changes.Outcome.Done done -> {
                    Effects.Result result = last.getLast().result();
                    result.after().run();
                    yield new Handled.Done(result.matter(), result.answer(), parcel);
                }
                case Changes.Outcome.Refused refused -> new Handled.Refused(refused.refusal());
                case Changes.Outcome.Moved moved -> throw new IllegalStateException("a matter names no version");
            };
        } catch (InvalidStepException invalid) {
            return new Handled.Invalid(invalid.defects());
        }
    }

    /** Stored before its entry: a crash in between leaves a matter that is worked on, never one that is lost. */
    private void store(Drawing drawing) {
        Matter matter = drawing.result().matter();
        var key = new DocumentKey(KIND, matter.id());
        long known = rim.documents().get(key).map(VersionedBytes::version).orElse(0L);
        boolean repeated = known != drawing.version()
                && rim.documents()
                        .get(key)
                        .map(Matters::read)
                        .filter(matter::equals)
                        .isPresent();
        if (!repeated) {
            var unused = rim.documents().put(key, drawing.version(), JSON.writeValueAsBytes(matter));
        }
    }

    private static Matter read(VersionedBytes stored) {
        return JSON.readValue(stored.value(), Matter.class);
    }

    /** All matters, the one due first before the others, those without a clock last. */
    public List<Matter> all() {
        return rim.documents().list(KIND).stream()
                .map(Matters::read)
                .sorted(Comparator.comparing((Matter each) -> each.due().orElse(Instant.MAX))
                        .thenComparing(each -> each.history().getFirst().at())
                        .thenComparing(Matter::id))
                .toList();
    }

    /** Removes the matters of a patient, for erasure; gives how many. */
    public int forget(PatientId patient) {
        List<Matter> found = of(patient);
        found.forEach(each -> rim.documents().delete(new DocumentKey(KIND, each.id())));
        return found.size();
    }

    /** The matters of one patient. */
    public List<Matter> of(PatientId patient) {
        return all().stream()
                .filter(each -> each.patient().equals(patient.toString()))
                .toList();
    }

    /** Whether a matter still waits: for the office, or for its package to be fetched. */
    public boolean waits(Matter matter) {
        MatterKind kind = book.kinds().get(matter.kind());
        return kind != null
                && kind.steps().values().stream()
                        .filter(step -> step.from().contains(matter.stage()))
                        .anyMatch(step -> step.by().contains(Party.OFFICER)
                                || step.effect().equals(Optional.of(MatterKind.Effect.PACKAGE)));
    }
}
