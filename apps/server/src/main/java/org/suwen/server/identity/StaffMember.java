package org.suwen.server.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Role;
import org.suwen.decision.Title;

/**
 * A member of staff as the personnel system knows him; more than seven parts, since it is that system's record.
 *
 * @param department the department's code
 * @param group the treatment group's code inside the department
 * @param superiors staff ids of the direct superiors; somebody may answer to more than one (A11)
 * @param leftAt when rights end or ended (ACC-03); may lie ahead
 * @param roster periods on duty, which are working time whatever the calendar says (DOC-35)
 * @param changedAt when the directory last changed this record
 * @param epoch moves when all sessions and tokens must end: another role or institution, or leaving
 */
public record StaffMember(
        String id,
        String name,
        Role role,
        Optional<Title> title,
        Optional<String> department,
        Optional<String> group,
        String institution,
        Set<String> superiors,
        boolean active,
        Optional<Instant> leftAt,
        List<RosterPeriod> roster,
        Instant changedAt,
        int epoch) {

    /** Copies the collections and refuses machine and patient roles. */
    public StaffMember {
        roster = List.copyOf(roster);
        superiors = Set.copyOf(superiors);
        switch (role) {
            case DOCTOR, NURSE, ADMINISTRATOR, OFFICER, AUDITOR, RESEARCHER, PARTNER, AUTHORITY -> {}
            case PATIENT, GUARDIAN, CONNECTOR, MODEL, DEVICE ->
                throw new IllegalArgumentException("a member of staff can't have the role `" + role + "`");
        }
    }

    /** A time on duty: from {@code start} on, before {@code end}. */
    public record RosterPeriod(Instant start, Instant end) {
        /** Refuses an end that is not after the start. */
        public RosterPeriod {
            if (!end.isAfter(start)) {
                throw new IllegalArgumentException("a roster period must end after it starts");
            }
        }
    }

    /** Whether this person may work at {@code at}. */
    public boolean worksAt(Instant at) {
        return active && leftAt.map(at::isBefore).orElse(true);
    }

    /** Whether the roster has this person on duty at {@code at} (DOC-35). */
    public boolean rosteredAt(Instant at) {
        return roster.stream().anyMatch(period -> !at.isBefore(period.start()) && at.isBefore(period.end()));
    }

    /** The same person with another title, or none. */
    public StaffMember withTitle(Optional<Title> next) {
        return new StaffMember(
                id,
                name,
                role,
                next,
                department,
                group,
                institution,
                superiors,
                active,
                leftAt,
                roster,
                changedAt,
                epoch);
    }

    /** The same person in another department and group, with another superior (ACC-02). */
    public StaffMember withUnit(Optional<String> nextDepartment, Optional<String> nextGroup, Set<String> bosses) {
        return new StaffMember(
                id,
                name,
                role,
                title,
                nextDepartment,
                nextGroup,
                institution,
                bosses,
                active,
                leftAt,
                roster,
                changedAt,
                epoch);
    }

    /** The same person under other superiors. */
    public StaffMember withSuperiors(Set<String> bosses) {
        return withUnit(department, group, bosses);
    }

    /** The same person with another role; his sessions will end. */
    public StaffMember withRole(Role next) {
        return new StaffMember(
                id,
                name,
                next,
                title,
                department,
                group,
                institution,
                superiors,
                active,
                leftAt,
                roster,
                changedAt,
                epoch);
    }

    /** The same person with another roster. */
    public StaffMember withRoster(List<RosterPeriod> next) {
        return new StaffMember(
                id,
                name,
                role,
                title,
                department,
                group,
                institution,
                superiors,
                active,
                leftAt,
                next,
                changedAt,
                epoch);
    }

    /** The same person leaving at {@code at}. */
    public StaffMember leaving(Instant at) {
        return new StaffMember(
                id,
                name,
                role,
                title,
                department,
                group,
                institution,
                superiors,
                active,
                Optional.of(at),
                roster,
                changedAt,
                epoch);
    }

    /** The same person back at work; sessions of before stay ended. */
    public StaffMember returned() {
        return new StaffMember(
                id,
                name,
                role,
                title,
                department,
                group,
                institution,
                superiors,
                true,
                Optional.empty(),
                roster,
                changedAt,
                epoch);
    }

    StaffMember stamped(Instant at, int nextEpoch) {
        return new StaffMember(
                id,
                name,
                role,
                title,
                department,
                group,
                institution,
                superiors,
                active,
                leftAt,
                roster,
                at,
                nextEpoch);
    }
}
