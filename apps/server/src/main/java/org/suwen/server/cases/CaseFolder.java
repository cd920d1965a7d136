package org.suwen.server.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.suwen.formats.cases.Case;
import org.suwen.formats.cases.Fixture;

/**
 * Carries out many cases, some at a time since they mostly wait for durable writes, each on a database no other case uses
 * meanwhile.
 *
 * <p>Cases that start from the same fixture share its making: it is put on record once, and the tables are put back to it
 * before each of them.
 */
final class CaseFolder {

    private static final int AT_ONCE = 6;

    /** So many cases of one fixture run one after the other before another place takes the rest. */
    private static final int TOGETHER = 12;

    private final CaseHospital.Shared shared;
    private final CaseDatabases databases;
    private final ConcurrentLinkedQueue<CasePlace> free = new ConcurrentLinkedQueue<>();

    CaseFolder(CaseHospital.Shared shared, CaseDatabases databases) {
        this.shared = shared;
        this.databases = databases;
    }

    /** Carries all out; {@code done} hears of each in the order given. */
    List<CaseRun.Report> run(List<Case> cases, Consumer<CaseRun.Report> done) {
        Map<String, Future<Map<String, CaseRun.Report>>> running = new LinkedHashMap<>();
        List<CaseRun.Report> reports = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (List<Case> some : together(cases)) {
                Future<Map<String, CaseRun.Report>> future = workers.submit(() -> some(some));
                some.forEach(each -> running.put(each.id(), future));
            }
            for (Case each : cases) {
                CaseRun.Report report = result(each.id(), running);
                done.accept(report);
                reports.add(report);
            }
        }
        free.forEach(CasePlace::close);
        return reports;
    }

    /** Cases of one fixture, a few at a time. */
    private static List<List<Case>> together(List<Case> cases) {
        Map<Fixture, List<Case>> open = new LinkedHashMap<>();
        List<List<Case>> all = new ArrayList<>();
        for (Case each : cases) {
            List<Case> some = open.get(each.fixture());
            if (some == null || some.size() == TOGETHER) {
                some = new ArrayList<>();
                open.put(each.fixture(), some);
                all.add(some);
            }
            some.add(each);
        }
        return all;
    }

    private Map<String, CaseRun.Report> some(List<Case> cases) {
        CasePlace taken = free.poll();
        CasePlace place = taken == null ? databases.place() : taken;
        Map<String, CaseRun.Report> reports = new LinkedHashMap<>();
        try {
            place.empty();
            CaseNames names = null;
            for (Case each : cases) {
                if (names != null) {
                    place.back();
                }
                names = attempt(each, place, names, cases.size() > 1, reports);
                if (names == null) {
                    place.empty();
                }
            }
            free.add(place);
        } catch (RuntimeException broken) { // the place is not used again
            place.close();
            for (Case each : cases) {
                reports.putIfAbsent(each.id(), failed(each, Failures.text(broken)));
            }
        }
        return reports;
    }

    /** A fixture that can't be put on record is a difference of its case, and no reason to stop the others. */
    private @org.jspecify.annotations.Nullable CaseNames attempt(
            Case each,
            CasePlace place,
            @org.jspecify.annotations.Nullable CaseNames made,
            boolean keep,
            Map<String, CaseRun.Report> reports) {
        try (var hospital = new CaseHospital(shared, each.fixture(), place)) {
            CaseNames names = made == null ? new Seeding(hospital, each.fixture()).seed() : made;
            if (made == null && keep) {
                place.keep();
            }
            reports.put(each.id(), new CaseRun(each, hospital, names).run());
            return names;
        } catch (RuntimeException failed) {
            reports.put(each.id(), failed(each, "the case could not be carried out: " + Failures.text(failed)));
            return made;
        }
    }

    private static CaseRun.Report failed(Case each, String why) {
        return new CaseRun.Report(each, List.of(new CaseRun.Difference(each.at(), why)), List.of());
    }

    private static CaseRun.Report result(String id, Map<String, Future<Map<String, CaseRun.Report>>> running) {
        try {
            Future<Map<String, CaseRun.Report>> future = running.get(id);
            CaseRun.Report report = future == null ? null : future.get().get(id);
            if (report == null) {
                throw new IllegalStateException("case `" + id + "` was not carried out");
            }
            return report;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("case `" + id + "` could not be carried out", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the cases were interrupted", stopped);
        }
    }
}
