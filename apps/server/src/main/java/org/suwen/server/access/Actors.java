package org.suwen.server.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Role;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.identity.StaffMember;

/**
 * Says who a caller is to the rules, from the registers as they stand at this request (DOC-11, DOC-33, ACC-14).
 *
 * <p>Nothing of it comes from the session or the token: a promotion, a move or a suspended licence counts at the next
 * request.
 */
public final class Actors {

    private final StaffDirectory staff;
    private final Registers registers;
    private final Blocks blocks;
    private final Institution institution;

    /** Actors from the staff directory and the registers of models and studies. */
    public Actors(StaffDirectory staff, Registers registers, Blocks blocks, Institution institution) {
        this.staff = staff;
        this.registers = registers;
        this.blocks = blocks;
        this.institution = institution;
    }

    /**
     * An actor, and whether the calendar or a roster has it on duty now (DOC-35).
     */
    record Known(Actor actor, boolean onDuty) {}

    Known of(Caller caller, Instant now) {
        return switch (caller.role()) {
            case DOCTOR, NURSE, ADMINISTRATOR, OFFICER, AUDITOR, RESEARCHER -> staffMember(caller.accountId(), now);
            case MODEL -> new Known(model(caller.accountId()), true);
            case PATIENT, GUARDIAN, CONNECTOR, DEVICE ->
                new Known(Actor.plain(caller.accountId(), caller.kind(), caller.role(), institution.code()), true);
        };
    }

    /** The actor behind an account id that another call named, for chains of models (LIC-23). */
    Actor byId(String id, Instant now) {
        return staff.find(id).isPresent() ? staffMember(id, now).actor() : model(id);
    }

    private Known staffMember(String id, Instant now) {
        Optional<StaffMember> found = staff.find(id);
        if (found.isEmpty()) {
            Actor unknown = Actor.plain(id, ActorKind.PERSON, Role.RESEARCHER, institution.code());
            return new Known(Suspended.of(unknown), false);
        }
        StaffMember member = found.get();
        boolean onDuty = institution.worksAt(now) || member.rosteredAt(now);
        var actor = new Actor(
                member.id(),
                ActorKind.PERSON,
                member.role(),
                member.title(),
                member.department()
                        .map(department ->
                                new CareUnit(department, member.group().orElse(""))),
                member.institution(),
                staff.subordinates(id),
                staff.superiors(id),
                Optional.empty(),
                registers.studyOf(id),
                member.worksAt(now),
                blocks.isBlocked(id, now));
        return new Known(actor, onDuty);
    }

    private Actor model(String id) {
        return new Actor(
                id,
                ActorKind.MODEL,
                Role.MODEL,
                Optional.empty(),
                Optional.empty(),
                institution.code(),
                Set.of(),
                Set.of(),
                registers.licence(id),
                Optional.empty(),
                true,
                false);
    }

    /** An account that no register knows: it exists for the trace and is refused as inactive. */
    private static final class Suspended {
        private Suspended() {}

        static Actor of(Actor actor) {
            return new Actor(
                    actor.id(),
                    actor.kind(),
                    actor.role(),
                    actor.title(),
                    actor.unit(),
                    actor.institution(),
                    actor.subordinates(),
                    actor.superiors(),
                    actor.licence(),
                    actor.study(),
                    false,
                    false);
        }
    }
}
