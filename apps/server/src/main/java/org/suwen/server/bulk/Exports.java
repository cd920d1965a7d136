package org.suwen.server.bulk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Journal;
import org.suwen.server.access.Sight;
import org.suwen.server.access.Sights;
import org.suwen.server.bulk.ExportJob.State;
import org.suwen.server.identity.Caller;
import org.suwen.vault.ErasedException;
import org.suwen.vault.PatientId;

/**
 * Exports in the background: finds out whose data of which types may leave, a part at a time, and goes on after a restart
 * where it stopped. It opens no resource; {@link ExportFile} does, when a file is fetched.
 */
public final class Exports {
    /** Patients of one part, and between two looks at whether the export was ended. */
    static final int PART = 200;

    /** Exports that one account has at a time. */
    static final int MOST_AT_ONCE = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final int PAGE = 500;

    private final Parts parts;

    /** What exports work with; {@code life} is how long a finished export can be fetched. */
    record Parts(
            ExportShelf shelf,
            Sights sights,
            Asks asks,
            Journal journal,
            CareUnits units,
            Clock clock,
            Duration life) {}

    Exports(Parts parts) {
        this.parts = parts;
    }

    /** The care units of the institution, by which patients are listed. */
    @FunctionalInterface
    public interface CareUnits {
        /** The keys of a unit named as a Group's id, or of all; nothing when there is no such unit. */
        Optional<List<String>> keys(Optional<String> group);
    }

    /** What starts an export. */
    record Start(Ask ask, ExportOrder order, String request) {}

    /** Enters the export and starts it; nothing when there is no such group, or the account has too many. */
    Optional<ExportJob> start(Start start) {
        Caller caller = start.ask().caller();
        sweep();
        long running = parts.shelf().all().stream()
                .filter(job -> job.caller().accountId().equals(caller.accountId()))
                .count();
        if (running >= MOST_AT_ONCE || parts.units().keys(start.order().group()).isEmpty()) {
            return Optional.empty();
        }
        Instant now = parts.clock().instant();
        var job = new ExportJob(
                start.ask().request().toString(),
                caller,
                start.ask().purpose(),
                new ExportJob.Software(start.ask().software(), start.ask().via()),
                start.order(),
                start.request(),
                State.RUNNING,
                now,
                0,
                0,
                0,
                Map.of(),
                now.plus(parts.life()));
        enter("fhir.export", job);
        parts.shelf().add(job);
        run(job.id());
        return Optional.of(job);
    }

    boolean isGroup(Optional<String> group) {
        return parts.units().keys(group).isPresent();
    }

    /** The export, for whoever ordered it; for everybody else it isn't there. */
    Optional<ExportJob> find(Caller caller, String id) {
        return parts.shelf()
                .find(id)
                .map(ExportShelf.Stored::job)
                .filter(job -> job.caller().accountId().equals(caller.accountId()))
                .filter(job -> parts.clock().instant().isBefore(job.until()));
    }

    /** Ends an export at its owner's wish. */
    void end(ExportJob job) {
        parts.shelf().remove(job);
        enter("fhir.export.end", job);
    }

    /** Goes on with what a stop interrupted. */
    void resume() {
        parts.shelf().all().stream().filter(job -> job.state() == State.RUNNING).forEach(job -> run(job.id()));
    }

    /** Removes what has come to its end. */
    void sweep() {
        Instant now = parts.clock().instant();
        parts.shelf().all().stream().filter(job -> !now.isBefore(job.until())).forEach(parts.shelf()::remove);
    }

    private void enter(String operation, ExportJob job) {
        var caller = org.suwen.ledger.part.Caller.of(
                job.caller().accountId(),
                job.caller().role().name(),
                "",
                job.caller().address());
        var account = AccountPart.of(
                parts.clock().instant(),
                caller,
                new Act(operation, job.purpose().name(), new byte[0], job.id()),
                Verdict.of(Outcome.DONE),
                Optional.empty());
        var unused =
                parts.journal().institutional(EntryType.EXPORT, parts.asks().newId(), account);
    }

    private void run(String id) {
        Thread.ofVirtual().name("suwen-export").start(() -> attempt(id));
    }

    /** The outermost loop of its thread: an export that can't go on says so, and what went wrong holds no value. */
    private void attempt(String id) {
        try {
            look(id);
        } catch (RuntimeException failed) {
            LOG.warn("an export failed ({})", failed.getClass().getSimpleName());
            parts.shelf().find(id).ifPresent(stored -> {
                var unused = parts.shelf()
                        .replace(
                                stored,
                                stored.job().ended(State.FAILED, stored.job().until()));
            });
        }
    }

    private void look(String id) {
        Optional<ExportShelf.Stored> stored = parts.shelf().find(id);
        if (stored.isEmpty()) {
            return;
        }
        List<PatientId> patients = patients(stored.get().job());
        if (stored.get().job().seen() == 0) {
            var unused = parts.shelf().replace(stored.get(), stored.get().job().of(patients.size()));
        }
        for (Optional<ExportShelf.Stored> now = parts.shelf().find(id);
                now.isPresent() && now.get().job().state() == State.RUNNING;
                now = parts.shelf().find(id)) {
            ExportJob job = now.get().job();
            if (job.seen() >= patients.size()) {
                var unused = parts.shelf()
                        .replace(
                                now.get(),
                                job.ended(State.DONE, parts.clock().instant().plus(parts.life())));
                continue;
            }
            List<PatientId> some = patients.subList(job.seen(), Math.min(job.seen() + PART, patients.size()));
            Map<String, Integer> found = new TreeMap<>();
            parts.shelf().put(id, job.parts(), part(job, some, found));
            if (!parts.shelf().replace(now.get(), job.looked(some.size(), found))) {
                removeIfEnded(id, job);
            }
        }
    }

    /** A part that was written while its export was ended goes with it. */
    private void removeIfEnded(String id, ExportJob job) {
        if (parts.shelf().find(id).isEmpty()) {
            parts.shelf().remove(job);
        }
    }

    /** In one order, so that a restart goes on at the right place; nobody comes in between, since visits are only added. */
    private List<PatientId> patients(ExportJob job) {
        Set<PatientId> all = new TreeSet<>(java.util.Comparator.comparing(PatientId::value));
        for (String unit : parts.units().keys(job.order().group()).orElse(List.of())) {
            Optional<PatientId> after = Optional.empty();
            List<PatientId> page;
            do {
                page = parts.sights().ofUnit(unit, after, PAGE);
                all.addAll(page);
                after = page.isEmpty() ? after : Optional.of(page.getLast());
            } while (page.size() == PAGE);
        }
        return new ArrayList<>(all);
    }

    private ExportJob.Part part(ExportJob job, List<PatientId> patients, Map<String, Integer> found) {
        List<String> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<List<Integer>> types = new ArrayList<>();
        for (PatientId patient : patients) {
            List<Integer> places = new ArrayList<>();
            for (String type : types(job, patient)) {
                if (!names.contains(type)) {
                    names.add(type);
                }
                places.add(names.indexOf(type));
                found.merge(type, 1, Integer::sum);
            }
            if (!places.isEmpty()) {
                ids.add(patient.toString());
                types.add(places);
            }
        }
        return new ExportJob.Part(ids, names, types);
    }

    private List<String> types(ExportJob job, PatientId patient) {
        Ask ask = job.ask(job.caller(), "fhir.export", parts.asks().newId());
        try {
            Sight sight = parts.sights().of(ask, patient);
            return sight.isClosed()
                    ? List.of()
                    : sight.types().stream().filter(job.order()::wants).toList();
        } catch (ErasedException erased) {
            return List.of();
        }
    }
}
