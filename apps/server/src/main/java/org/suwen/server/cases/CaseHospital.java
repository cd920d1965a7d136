package org.suwen.server.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.suwen.classification.LabelRules;
import org.suwen.decision.Rulebook;
import org.suwen.formats.cases.Fixture;
import org.suwen.server.access.Institution;
import org.suwen.server.erasure.Erasures;
import org.suwen.server.wiring.ErasureSetup;
import org.suwen.server.wiring.Place;
import org.suwen.server.wiring.Suwen;
import org.suwen.vault.KeySource;

/** The system of one case: a Suwen on the case's database, and what its gate decided. */
final class CaseHospital implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What all cases of a run share. */
    record Shared(Rulebook rulebook, LabelRules labels, KeySource keys, SecureRandom random) {}

    private final Shared shared;
    private final Fixture fixture;
    private final CasePlace place;
    private final CaseClock clock;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Suwen> stopped = new ArrayList<>();
    private CutSource source;
    private Rulebook rulebook;
    private Suwen suwen;

    CaseHospital(Shared shared, Fixture fixture, CasePlace place) {
        this.shared = shared;
        this.fixture = fixture;
        this.place = place;
        this.clock = new CaseClock(fixture.clock(), ZONE);
        this.source = new CutSource(place.pool());
        this.rulebook = CaseRules.of(shared.rulebook(), fixture, false);
        this.suwen = open();
    }

    private Suwen open() {
        Institution institution = institution(fixture.institution());
        return Suwen.open(new Suwen.Opening(
                source,
                shared.keys(),
                institution,
                "case.suwen.example/ledger",
                rulebook,
                clock,
                shared.random(),
                shared.labels(),
                (request, dataClass, row, decision) -> {
                    synchronized (heard) {
                        heard.add(new Heard(request, dataClass, row, decision));
                    }
                },
                Optional.empty(),
                Place.ALONE));
    }

    /** Without working hours a hospital always works. */
    private static Institution institution(Fixture.Institution each) {
        List<Institution.Hours> hours = each.workingHours().isEmpty()
                ? List.of(new Institution.Hours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MAX))
                : each.workingHours().stream()
                        .map(open -> new Institution.Hours(open.days(), open.from(), open.to()))
                        .toList();
        return new Institution(each.id(), each.id(), each.id(), ZONE, hours);
    }

    Suwen.Services services() {
        return suwen.services();
    }

    Suwen.Core core() {
        return suwen.core();
    }

    /** Erasures over what the law locks. */
    Erasures erasures() {
        return ErasureSetup.inVault(suwen, clock);
    }

    CaseClock clock() {
        return clock;
    }

    Rulebook rulebook() {
        return rulebook;
    }

    HikariDataSource pool() {
        return place.pool();
    }

    /** The decisions since the last call. */
    List<Heard> heard() {
        synchronized (heard) {
            List<Heard> all = List.copyOf(heard);
            heard.clear();
            return all;
        }
    }

    /** Stops and starts again, so that all there is stands under a signed checkpoint. */
    void settle() {
        suwen.close();
        suwen = open();
    }

    /** Puts the rulebook with or without the broken rule in force. */
    void breakRule(boolean broken) {
        rulebook = CaseRules.of(shared.rulebook(), fixture, broken);
        settle();
    }

    /** Stops without warning and starts again. */
    void restart() {
        source.cut();
        sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        stopped.add(suwen);
        source = new CutSource(place.reopen());
        suwen = open();
    }

    /** Does something behind the system's back. */
    void sql(String statement) {
        try (Connection connection = place.pool().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException("a fault can't be made: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        suwen.close();
        stopped.forEach(Suwen::close);
    }
}
