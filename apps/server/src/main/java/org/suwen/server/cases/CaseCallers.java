package org.suwen.server.cases;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Role;
import org.suwen.formats.cases.Fixture;
import org.suwen.formats.cases.Patient;
import org.suwen.formats.cases.Step;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.FactorKind;

/** Turns a case's actors into callers, as the session or token would. */
final class CaseCallers {

    /** Who puts the fixture on record. */
    static final String FEED = "case-feed";

    private final Fixture fixture;

    CaseCallers(Fixture fixture) {
        this.fixture = fixture;
    }

    /** The feed that brings in what is on record before the first step. */
    static Caller feed() {
        return new Caller(
                FEED,
                ActorKind.APP,
                Role.CONNECTOR,
                Set.of(FactorKind.CLIENT_SECRET, FactorKind.CERTIFICATE),
                "10.8.0.2",
                Duration.ZERO,
                List.of(),
                "case");
    }

    /** The patient himself, at home with two kinds of factor. */
    Caller patient(String name) {
        return new Caller(
                account(name),
                ActorKind.PERSON,
                Role.PATIENT,
                Set.of(FactorKind.PASSWORD, FactorKind.ONE_TIME_CODE),
                "203.0.113.77",
                Duration.ZERO,
                List.of(),
                "case");
    }

    /** Whoever changes a patient's consent or devices: the patient, unless the step names another account. */
    Caller changer(String patient, Optional<String> by) {
        if (by.isEmpty() || by.get().equals(account(patient))) {
            return patient(patient);
        }
        Caller home = patient(patient);
        Caller usual = of(by.get(), Step.Approach.USUAL);
        return switch (usual.role()) {
            case PATIENT, GUARDIAN ->
                new Caller(
                        by.get(),
                        home.kind(),
                        usual.role(),
                        home.factorKinds(),
                        home.address(),
                        home.idle(),
                        List.of(),
                        "case");
            default -> usual;
        };
    }

    /** A member of staff at the window, a guardian or a patient, with two kinds of factor. */
    Caller online(String actor) {
        Optional<Fixture.Staff> staff =
                fixture.staff().stream().filter(each -> each.id().equals(actor)).findFirst();
        boolean guardian =
                fixture.patients().stream().anyMatch(each -> each.guardians().contains(actor));
        Role role = guardian ? Role.GUARDIAN : staff.map(Fixture.Staff::role).orElse(Role.PATIENT);
        return new Caller(
                actor,
                ActorKind.PERSON,
                role,
                Set.of(FactorKind.PASSWORD, FactorKind.ONE_TIME_CODE),
                "10.8.1.5",
                Duration.ZERO,
                List.of(),
                "case");
    }

    /** The account of a patient; one the case does not name is called after him. */
    String account(String patient) {
        return fixture.patients().stream()
                .filter(each -> each.id().equals(patient))
                .flatMap(each -> each.account().stream())
                .findFirst()
                .orElse("account-of-" + patient);
    }

    /** Someone of the office, in a case that does not say who. */
    Caller officer() {
        String id = fixture.staff().stream()
                .filter(each -> each.role() == Role.OFFICER)
                .map(Fixture.Staff::id)
                .findFirst()
                .orElse("the-office");
        return new Caller(
                id,
                ActorKind.PERSON,
                Role.OFFICER,
                Set.of(FactorKind.PASSWORD, FactorKind.ONE_TIME_CODE),
                "10.8.1.5",
                Duration.ZERO,
                List.of(),
                "case");
    }

    Caller device(String id) {
        return new Caller(
                id,
                ActorKind.DEVICE,
                Role.DEVICE,
                Set.of(FactorKind.CLIENT_SECRET),
                "203.0.113.78",
                Duration.ZERO,
                List.of(),
                "case");
    }

    Caller of(String actor, Step.Approach approach) {
        Optional<Fixture.Staff> staff =
                fixture.staff().stream().filter(each -> each.id().equals(actor)).findFirst();
        Role role = staff.map(Fixture.Staff::role).orElseGet(() -> machine(actor));
        ActorKind kind =
                switch (role) {
                    case CONNECTOR -> ActorKind.APP;
                    case MODEL -> ActorKind.MODEL;
                    case DEVICE -> ActorKind.DEVICE;
                    case DOCTOR,
                            NURSE,
                            ADMINISTRATOR,
                            OFFICER,
                            AUDITOR,
                            PATIENT,
                            GUARDIAN,
                            RESEARCHER,
                            PARTNER,
                            AUTHORITY -> ActorKind.PERSON;
                };
        return new Caller(actor, kind, role, factors(approach), approach.from(), approach.idle(), List.of(), "case");
    }

    private Role machine(String actor) {
        if (fixture.models().stream().anyMatch(each -> each.id().equals(actor))) {
            return Role.MODEL;
        }
        if (fixture.devices().stream().anyMatch(each -> each.id().equals(actor))) {
            return Role.DEVICE;
        }
        if (fixture.patients().stream()
                .map(Patient::id)
                .anyMatch(each -> account(each).equals(actor))) {
            return Role.PATIENT;
        }
        if (fixture.patients().stream().anyMatch(each -> each.guardians().contains(actor))) {
            return Role.GUARDIAN;
        }
        throw new IllegalArgumentException("the case has no actor `" + actor + "`");
    }

    private static Set<FactorKind> factors(Step.Approach approach) {
        Set<FactorKind> kinds = EnumSet.noneOf(FactorKind.class);
        for (String factor : approach.factors()) {
            kinds.add(
                    switch (factor) {
                        case "KNOWLEDGE" -> FactorKind.PASSWORD;
                        case "POSSESSION" -> FactorKind.ONE_TIME_CODE;
                        case "BIOMETRIC" -> FactorKind.BIOMETRIC;
                        default -> throw new IllegalArgumentException("there is no kind of factor `" + factor + "`");
                    });
        }
        if (approach.vouchedBy().isPresent()) {
            kinds.add(FactorKind.VOUCHER);
        }
        return kinds;
    }
}
