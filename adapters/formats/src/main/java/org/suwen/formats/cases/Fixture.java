package org.suwen.formats.cases;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Licence;
import org.suwen.decision.Role;
import org.suwen.decision.Study;
import org.suwen.decision.Title;
import org.suwen.decision.condition.Value;

/**
 * The situation a case starts from. Ids are the case's own; a runner may map them to its identifiers.
 *
 * @param clock the time at the first step
 * @param institution the hospital that runs the system
 * @param otherInstitutions ids of hospitals it exchanges data with
 * @param recipients those data may go to besides the other institutions, which all stand on the list
 * @param departments its departments
 * @param staff people who work there, or at another institution
 * @param patients patients
 * @param data what is on record
 * @param models AI models with their licences
 * @param devices devices that can send data
 * @param studies clinical studies
 * @param parameters rulebook parameters that differ from the default, switches included
 */
// Twelve parts: a situation is read as a whole and each part is a list of its own.
public record Fixture(
        Instant clock,
        Institution institution,
        List<String> otherInstitutions,
        List<Recipient> recipients,
        List<Department> departments,
        List<Staff> staff,
        List<Patient> patients,
        List<DataItem> data,
        List<Model> models,
        List<Device> devices,
        List<StudyFixture> studies,
        Map<String, Value> parameters) {

    public Fixture {
        otherInstitutions = List.copyOf(otherInstitutions);
        recipients = List.copyOf(recipients);
        departments = List.copyOf(departments);
        staff = List.copyOf(staff);
        patients = List.copyOf(patients);
        data = List.copyOf(data);
        models = List.copyOf(models);
        devices = List.copyOf(devices);
        studies = List.copyOf(studies);
        parameters = Map.copyOf(parameters);
    }

    /**
     * The hospital that runs the system.
     *
     * @param id its id
     * @param networks its address ranges, like {@code 10.8.0.0/16}
     * @param workingHours when it works; everything else is off-hours
     */
    public record Institution(String id, List<String> networks, List<WorkingHours> workingHours) {
        public Institution {
            networks = List.copyOf(networks);
            workingHours = List.copyOf(workingHours);
        }
    }

    /** Working hours on some days of the week, the end exclusive. */
    public record WorkingHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        public WorkingHours {
            days = Set.copyOf(days);
        }

        /** Whether this local time falls into them. */
        public boolean covers(LocalDateTime time) {
            return days.contains(time.getDayOfWeek())
                    && !time.toLocalTime().isBefore(from)
                    && time.toLocalTime().isBefore(to);
        }
    }

    /**
     * Somebody on the list of recipients (AGR-22).
     *
     * @param country where, as two letters; empty for here (CON-23)
     */
    public record Recipient(String id, String purpose, String country) {}

    /** A department and its groups; none when it has no groups. */
    public record Department(String id, List<String> groups) {
        public Department {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Someone who works at an institution; superiors are direct ones, the runner makes the line transitive (A11).
     *
     * @param roster shifts besides the working hours
     */
    // Nine parts: one row of the personnel register.
    public record Staff(
            String id,
            Role role,
            Optional<Title> title,
            Optional<CareUnit> unit,
            String institution,
            Set<String> superiors,
            List<Shift> roster,
            Optional<String> study,
            boolean active) {
        public Staff {
            superiors = Set.copyOf(superiors);
            roster = List.copyOf(roster);
        }
    }

    /** A rostered stretch of duty, the end exclusive. */
    public record Shift(Instant from, Instant to) {}

    /** A device and its kind. */
    public record Device(String id, String kind) {}

    /** An AI model: the version it runs and its licence, if it has one. */
    public record Model(String id, String version, Optional<Licence> licence) {}

    /** A study under its id. */
    public record StudyFixture(String id, Study study) {}
}
