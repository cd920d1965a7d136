package org.suwen.server.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.suwen.formats.cases.Case;
import org.suwen.formats.cases.Fixture;

/**
 * Carries out many cases, some at a time since they mostly wait for durable writes, each on a database of its own.
 *
 * <p>Cases that start from the same fixture share its making: it is put on record once and the database is copied.
 */
final class CaseFolder {

    private static final int AT_ONCE = 6;

    private final CaseHospital.Shared shared;
    private final CaseDatabases databases;

    CaseFolder(CaseHospital.Shared shared, CaseDatabases databases) {
        this.shared = shared;
        this.databases = databases;
    }

    /** Carries all out; {@code done} hears of each in the order given. */
    List<CaseRun.Report> run(List<Case> cases, Consumer<CaseRun.Report> done) {
        Map<Fixture, List<Case>> byFixture = new LinkedHashMap<>();
        cases.forEach(each -> byFixture
                .computeIfAbsent(each.fixture(), none -> new ArrayList<>())
                .add(each));
        Map<String, Future<CaseRun.Report>> running = new LinkedHashMap<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            Map<Fixture, Future<Prepared>> prepared = new LinkedHashMap<>();
            byFixture.forEach((fixture, users) ->
                    prepared.put(fixture, workers.submit(() -> prepare(fixture, users.size()))));
            for (Case each : cases) {
                Future<Prepared> fixture = of(prepared, each.fixture());
                running.put(each.id(), workers.submit(() -> attempt(each, fixture)));
            }
            List<CaseRun.Report> reports = new ArrayList<>();
            running.forEach((id, future) -> {
                CaseRun.Report report = result(id, future);
                done.accept(report);
                reports.add(report);
            });
            return reports;
        }
    }

    /** A database with a fixture on record; copied when several cases start from it. */
    private record Prepared(String database, boolean copied, CaseNames names) {}

    private Prepared prepare(Fixture fixture, int users) {
        String database = databases.fresh();
        try (var hospital = new CaseHospital(shared, fixture, () -> databases.open(database))) {
            return new Prepared(database, users > 1, new Seeding(hospital, fixture).seed());
        }
    }

    /** A fixture that can't be put on record is a difference of its case, and no reason to stop the others. */
    private CaseRun.Report attempt(Case each, Future<Prepared> fixture) throws InterruptedException {
        try {
            return run(each, fixture.get());
        } catch (ExecutionException failed) {
            String why = failed.getCause() instanceof RuntimeException cause ? Failures.text(cause) : failed.toString();
            return failed(each, "the fixture could not be put on record: " + why);
        } catch (RuntimeException failed) {
            return failed(each, "the case could not be carried out: " + Failures.text(failed));
        }
    }

    private static CaseRun.Report failed(Case each, String why) {
        return new CaseRun.Report(each, List.of(new CaseRun.Difference(each.at(), why)), List.of());
    }

    private CaseRun.Report run(Case each, Prepared prepared) {
        String database = prepared.copied() ? databases.copy(prepared.database()) : prepared.database();
        try (var hospital = new CaseHospital(shared, each.fixture(), () -> databases.open(database))) {
            return new CaseRun(each, hospital, prepared.names()).run();
        }
    }

    private static Future<Prepared> of(Map<Fixture, Future<Prepared>> prepared, Fixture fixture) {
        Future<Prepared> found = prepared.get(fixture);
        if (found == null) {
            throw new IllegalStateException("a fixture was not prepared");
        }
        return found;
    }

    private static CaseRun.Report result(String id, Future<CaseRun.Report> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("case `" + id + "` could not be carried out", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the cases were interrupted", stopped);
        }
    }
}
