package org.suwen.server.care;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.decision.Action;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Purpose;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Lookups;
import org.suwen.server.access.PatientCard;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.identity.StaffMember;
import org.suwen.server.identity.UnitNames;
import org.suwen.vault.PatientId;

/** A clinician's patients, by the care list of the own unit; every line passes the gate. */
public final class Worklist {

    private static final int LIMIT = 200;
    private static final Duration TAIL = Duration.ofDays(30);

    private final Lookups lookups;
    private final Gate gate;
    private final StaffDirectory staff;
    private final Rim rim;

    /** Institution, names of its units, questions and clock. */
    public record Rim(Institution institution, UnitNames names, Asks asks, Clock clock) {}

    /** A work list over the care list. */
    public Worklist(Lookups lookups, Gate gate, StaffDirectory staff, Rim rim) {
        this.lookups = lookups;
        this.gate = gate;
        this.staff = staff;
        this.rim = rim;
    }

    /** Somebody of the staff. */
    public record Person(String id, String name) {}

    /** A department and group. */
    public record Unit(UnitNames.Unit department, Optional<UnitNames.Unit> group) {}

    /** One patient of the list. */
    public record Line(
            String id,
            String name,
            String gender,
            Optional<LocalDate> birthDate,
            Unit unit,
            Optional<Person> responsible,
            Instant since,
            Set<String> tags) {}

    /** The caller's patients: those of the own unit, and of the units of the staff below (DOC-12, DOC-16, DOC-30). */
    public List<Line> of(Caller caller) {
        Optional<StaffMember> member = staff.find(caller.accountId());
        if (member.isEmpty() || member.get().department().isEmpty()) {
            return List.of();
        }
        Set<String> units = new TreeSet<>();
        units.add(unit(member.get()));
        for (String below : staff.subordinates(caller.accountId())) {
            staff.find(below).filter(each -> each.department().isPresent()).ifPresent(each -> units.add(unit(each)));
        }
        List<Line> lines = new ArrayList<>();
        for (String unit : units) {
            for (Lookups.Seen each :
                    lookups.ofUnit(() -> rim.asks().of(caller, Action.SEARCH, "worklist"), unit, LIMIT)) {
                line(each.patient(), each.card()).ifPresent(lines::add);
            }
        }
        lines.sort(Comparator.comparing(Line::since).reversed());
        return lines;
    }

    private static String unit(StaffMember member) {
        return Lookups.unitKey(
                member.institution(),
                member.department().orElse(""),
                member.group().orElse(""));
    }

    private Optional<Line> line(PatientId patient, PatientCard card) {
        Instant now = rim.clock().instant();
        LocalDate today = now.atZone(rim.institution().zone()).toLocalDate();
        return card.episodes().stream()
                .filter(episode -> episode.linkedAt(now, TAIL))
                .max(Comparator.comparing((CareEpisode episode) -> episode.openAt(now))
                        .thenComparing(CareEpisode::start))
                .map(episode -> new Line(
                        patient.toString(),
                        card.person().name(),
                        card.person().gender(),
                        card.person().birthDate(),
                        named(episode.unit()),
                        episode.responsible().map(this::person),
                        episode.start(),
                        tags(card, today)));
    }

    private Unit named(CareUnit unit) {
        Optional<UnitNames.Unit> group = unit.group().isEmpty()
                ? Optional.empty()
                : Optional.of(rim.names().group(unit.department(), unit.group()));
        return new Unit(rim.names().department(unit.department()), group);
    }

    private static Set<String> tags(PatientCard card, LocalDate day) {
        Set<String> tags = new TreeSet<>();
        card.tags().stream()
                .filter(period -> period.holdsOn(day))
                .forEach(period -> tags.add(period.tag().name()));
        return tags;
    }

    private Person person(String id) {
        return new Person(id, staff.find(id).map(StaffMember::name).orElse(id));
    }

    /** By what a patient can be found (D9). */
    public enum IdentityKind {
        ID_NUMBER,
        PHONE,
        RECORD_NUMBER
    }

    /** A patient as shown to somebody who has no relation yet: enough to be sure, no more. */
    public record Found(String id, String maskedName, String gender, Optional<Integer> age) {}

    /** Finds a patient by an identifier; the look is decided and entered as an emergency look-up. */
    public List<Found> find(Caller caller, IdentityKind kind, String value) {
        return lookups
                .card(emergency(caller, "patient.find"), new Lookups.Sought(List.of(kind.name()), value))
                .map(seen -> found(seen.patient(), seen.card().person()))
                .stream()
                .toList();
    }

    private Ask emergency(Caller caller, String operation) {
        return Ask.of(
                caller,
                Purpose.EMERGENCY,
                Action.BREAK_GLASS,
                operation,
                rim.asks().newId());
    }

    private Found found(PatientId patient, PatientCard.Person person) {
        LocalDate today = rim.clock().instant().atZone(rim.institution().zone()).toLocalDate();
        Optional<Integer> age =
                person.birthDate().map(born -> Period.between(born, today).getYears());
        return new Found(patient.toString(), masked(person.name()), person.gender(), age);
    }

    /** The masked name of a patient about whom the caller owes a statement, decided and entered; empty when refused. */
    String maskedName(Caller caller, PatientId patient) {
        return switch (gate.view(emergency(caller, "statement.list"), patient, "Patient")) {
            case Gate.View.Refused refused -> "";
            case Gate.View.Shown shown -> masked(shown.card().person().name());
        };
    }

    private static String masked(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1)) + "＊＊";
    }
}
