package org.suwen.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Licence;
import org.suwen.decision.Role;
import org.suwen.decision.Study;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DocumentMemory;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.identity.StaffMember;

/**
 * Says who a caller is to the rules, from the registers as they stand at this request (DOC-11, DOC-33, ACC-14).
 *
 * <p>Nothing of it comes from the session or the token: a promotion, a move or a suspended licence counts at the next
 * request. What it rests on is read once and then asked for its versions at each request, in one round trip.
 */
public final class Actors {

    private final StaffDirectory staff;
    private final Registers registers;
    private final Blocks blocks;
    private final Institution institution;
    private final DocumentMemory<Employed> employed;
    private final DocumentMemory<Optional<Licence>> licences;

    /** Actors from the staff directory and the registers of models and studies, all kept in {@code documents}. */
    public Actors(Registered registered, Institution institution, DirectoryDocuments documents) {
        this.staff = registered.staff();
        this.registers = registered.registers();
        this.blocks = registered.blocks();
        this.institution = institution;
        this.employed = new DocumentMemory<>(documents);
        this.licences = new DocumentMemory<>(documents);
    }

    /** The registers an actor is found in. */
    public record Registered(StaffDirectory staff, Registers registers, Blocks blocks) {}

    /** What the registers say of a person; what follows from the hour is worked out at each request. */
    private record Employed(
            Optional<StaffDirectory.Placed> placed, Optional<Study> study, Optional<Blocks.Count> anomalies) {}

    /**
     * An actor, and whether the calendar or a roster has it on duty now (DOC-35).
     */
    record Known(Actor actor, boolean onDuty) {}

    Known of(Caller caller, Instant now) {
        return switch (caller.role()) {
            case DOCTOR, NURSE, ADMINISTRATOR, OFFICER, AUDITOR, RESEARCHER, PARTNER, AUTHORITY ->
                staffMember(caller.accountId(), now);
            case MODEL -> new Known(model(caller.accountId()), true);
            case PATIENT, GUARDIAN, CONNECTOR, DEVICE ->
                new Known(Actor.plain(caller.accountId(), caller.kind(), caller.role(), institution.code()), true);
        };
    }

    /** The documents that {@link #of} will rest on for an account, as far as they are known by now. */
    public List<DocumentKey> restsOn(String account) {
        return employed.restsOn(account);
    }

    /** The actor behind an account id that another call named, for chains of models (LIC-23). */
    Actor byId(String id, Instant now) {
        return registered(id).placed().isPresent() ? staffMember(id, now).actor() : model(id);
    }

    private Employed registered(String id) {
        return employed.get(
                id,
                reading -> new Employed(
                        staff.place(id, reading), registers.studyOf(id, reading), blocks.current(id, reading)));
    }

    private Known staffMember(String id, Instant now) {
        Employed found = registered(id);
        if (found.placed().isEmpty()) {
            Actor unknown = Actor.plain(id, ActorKind.PERSON, Role.RESEARCHER, institution.code());
            return new Known(Suspended.of(unknown), false);
        }
        StaffDirectory.Placed placed = found.placed().get();
        StaffMember member = placed.member();
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
                placed.subordinates(),
                placed.superiors(),
                Optional.empty(),
                found.study(),
                member.worksAt(now),
                blocks.isBlocked(found.anomalies(), now));
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
                licences.get(id, reading -> registers.licence(id, reading)),
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
