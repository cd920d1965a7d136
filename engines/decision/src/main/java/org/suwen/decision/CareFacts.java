package org.suwen.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.suwen.classification.IdentityTag;
import org.suwen.decision.condition.Seat;
import org.suwen.decision.condition.Values;

/** Fills in what the patient's care makes of the actor (B1 to B8), and who the patient is. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class CareFacts {

    private static final IdentityTag[] TAGS = IdentityTag.values();

    private static final int GROUP = 1;
    private static final int DEPARTMENT = 2;
    private static final int SAME_DEPARTMENT = 4;
    private static final int RESPONSIBLE = 8;
    private static final int SUPERIOR = 16;
    private static final int SUBORDINATE = 32;

    private static final Seat PRESENT = Fact.PATIENT_PRESENT.seat();
    private static final Seat IDENTITY_TAGS = Fact.PATIENT_IDENTITY_TAGS.seat();
    private static final Seat SPECIAL_IDENTITY = Fact.PATIENT_SPECIAL_IDENTITY.seat();
    private static final Seat NOTICE = Fact.PATIENT_NOTICE.seat();
    private static final Seat AUTHORISATION = Fact.PATIENT_AUTHORISATION.seat();
    private static final Seat IN_GROUP = Fact.RELATION_GROUP.seat();
    private static final Seat IN_DEPARTMENT = Fact.RELATION_DEPARTMENT.seat();
    private static final Seat IN_SAME_DEPARTMENT = Fact.RELATION_SAME_DEPARTMENT.seat();
    private static final Seat IS_RESPONSIBLE = Fact.RELATION_RESPONSIBLE.seat();
    private static final Seat IS_RECEIVING = Fact.RELATION_RECEIVING.seat();
    private static final Seat IS_SUPERIOR = Fact.RELATION_SUPERIOR.seat();
    private static final Seat IS_SUBORDINATE = Fact.RELATION_SUBORDINATE.seat();
    private static final Seat IS_HOLDER = Fact.RELATION_HOLDER.seat();
    private static final Seat IS_GUARDIAN = Fact.RELATION_GUARDIAN.seat();

    private final Values values;

    /** What care the actor's institution gives or has just given says of the actor, where it says something. */
    private int[] links = new int[8];

    private CareEpisode[] linked = new CareEpisode[8];
    private int count;

    CareFacts(Values values) {
        this.values = values;
    }

    void begin(Request request, Program program, Needs needs) {
        PatientFacts patient = request.patient();
        String actor = request.actor().id();
        if (needs.has(Fact.PATIENT_IDENTITY_TAGS)) {
            values.bits(IDENTITY_TAGS, ActorFacts.bits(patient.identityTags(), TAGS));
        }
        values.set(SPECIAL_IDENTITY, !patient.identityTags().isEmpty());
        values.set(NOTICE, patient.noticeOnRecord());
        values.set(AUTHORISATION, patient.treatmentAuthorisation());
        values.set(
                IS_HOLDER, needs.has(Fact.RELATION_HOLDER) && patient.holders().contains(actor));
        values.set(
                IS_GUARDIAN,
                needs.has(Fact.RELATION_GUARDIAN) && patient.guardians().contains(actor));
        episodes(request, program);
    }

    void end() {
        Arrays.fill(linked, 0, count, null);
        count = 0;
    }

    private void episodes(Request request, Program program) {
        Actor actor = request.actor();
        Instant at = request.at();
        boolean present = false;
        boolean receiving = false;
        count = 0;
        Episodes episodes = (Episodes) request.patient().episodes();
        for (int i = 0; i < episodes.size(); i++) {
            if (episodes.elsewhere(i, actor.institution())
                    || !episodes.linkedAt(i, at, program.careTail())
                    || !episodes.get(i).institution().equals(actor.institution())) {
                continue;
            }
            int bits = links(actor, episodes, i);
            if (bits != 0) {
                link(episodes.get(i), bits);
            }
            if (episodes.linkedAt(i, at, Duration.ZERO)) {
                present = true;
                // moving to another department ends it (DOC-33, ACC-02)
                receiving |= (bits & RESPONSIBLE) != 0 || receives(episodes, i, actor.id());
            }
        }
        values.set(PRESENT, present);
        values.set(IS_RECEIVING, receiving);
    }

    private static boolean receives(Episodes episodes, int i, String actor) {
        return !episodes.notReceiving(i, actor) && episodes.get(i).receiving().contains(actor);
    }

    private void link(CareEpisode episode, int bits) {
        if (count == links.length) {
            links = Arrays.copyOf(links, count * 2);
            linked = Arrays.copyOf(linked, count * 2);
        }
        links[count] = bits;
        linked[count++] = episode;
    }

    /** What an episode's unit and responsible doctor say of the actor (B1 to B8). */
    private static int links(Actor actor, Episodes episodes, int i) {
        int bits = unit(actor, episodes, i);
        int hash = episodes.responsibleHash(i);
        boolean above = ((Names) actor.superiors()).perhaps(hash);
        if (bits == 0 && !above) {
            return 0;
        }
        Optional<String> responsible = episodes.get(i).responsible();
        if (responsible.isPresent()) {
            String doctor = responsible.get();
            boolean same = bits != 0;
            bits |= same && doctor.equals(actor.id()) ? RESPONSIBLE : 0;
            bits |= same
                            && ((Names) actor.subordinates()).perhaps(hash)
                            && actor.subordinates().contains(doctor)
                    ? SUPERIOR
                    : 0;
            bits |= above && actor.superiors().contains(doctor) ? SUBORDINATE : 0;
        }
        return bits;
    }

    private static int unit(Actor actor, Episodes episodes, int i) {
        if (actor.unit().isEmpty()
                || episodes.otherDepartment(i, actor.unit().get().department())) {
            return 0;
        }
        CareUnit own = actor.unit().get();
        CareUnit unit = episodes.get(i).unit();
        if (!own.department().equals(unit.department())) {
            return 0;
        }
        boolean group = own.group().equals(unit.group());
        return SAME_DEPARTMENT | (group ? unit.group().isEmpty() ? DEPARTMENT : GROUP : 0);
    }

    /** Care that the data belongs to; data of no unit belongs to all (T-DOC-17). */
    void take(DecisionClass data) {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            boolean belongs = data.unit().isEmpty() || same(data.unit().get(), linked[i].unit());
            bits |= belongs ? links[i] : 0;
        }
        values.set(IN_GROUP, (bits & GROUP) != 0);
        values.set(IN_DEPARTMENT, (bits & DEPARTMENT) != 0);
        values.set(IN_SAME_DEPARTMENT, (bits & SAME_DEPARTMENT) != 0);
        values.set(IS_RESPONSIBLE, (bits & RESPONSIBLE) != 0);
        values.set(IS_SUPERIOR, (bits & SUPERIOR) != 0);
        values.set(IS_SUBORDINATE, (bits & SUBORDINATE) != 0);
    }

    private static boolean same(CareUnit left, CareUnit right) {
        return left.group().equals(right.group()) && left.department().equals(right.department());
    }
}
