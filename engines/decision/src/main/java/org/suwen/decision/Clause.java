package org.suwen.decision;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Flag;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;

/** A clause laid out for {@link Provisions}: sets as bits and arrays, and where its subtree ends. */
@SuppressWarnings("EnumOrdinal") // bits live in memory only and are never stored
final class Clause {

    private static final Flag[] FLAGS = Flag.values();

    private final Provision provision;
    private final Provision.Who who;
    private final int end;
    private final long purposes;
    private final long actions;
    private final long roles;
    private final boolean anybody;
    private final boolean everyRow;
    private final boolean everyTime;
    private final boolean anything;
    private final Set<String> types;
    private final String[] classes;
    private final String[] diseases;
    private final long flags;
    private final int sensitivities;

    private static final int SPECIAL = 1;
    private static final int RESTRICTED = 2;
    private static final int NORMAL = 4;

    private Clause(Provision provision, int end) {
        Provision.Reach reach = provision.reach();
        Set<String> labels = reach.what().labels();
        this.provision = provision;
        this.who = reach.who();
        this.end = end;
        this.purposes = purposes(reach);
        this.actions = reach.actions().isEmpty() ? -1L : bits(reach.actions());
        this.roles = bits(who.roles());
        this.anybody = who.anybody();
        this.everyRow = reach.rows().all();
        this.everyTime = reach.period().equals(Span.ALWAYS);
        this.types = reach.what().types();
        this.classes = Provisions.array(reach.what().classes());
        this.diseases = Provisions.array(labels);
        this.flags = flags(labels);
        this.anything = reach.what().equals(Provision.What.ANYTHING);
        this.sensitivities = (labels.contains("SPECIAL") ? SPECIAL : 0)
                | (labels.contains("RESTRICTED") ? RESTRICTED : 0)
                | (labels.contains("NORMAL") ? NORMAL : 0);
    }

    static Clause of(Provision provision, int end) {
        return new Clause(provision, end);
    }

    int end() {
        return end;
    }

    String path() {
        return provision.path();
    }

    Choice said() {
        return provision.permit() ? Choice.AGREE : Choice.DISAGREE;
    }

    /** Whether a clause is about something. */
    enum Reached {
        NO,
        /** It is about single records, and which one is asked about isn't known. */
        PERHAPS,
        YES
    }

    /** Whether the clause is about this. */
    Reached reaches(Request request, DecisionClass data, Use.@Nullable Single row) {
        boolean reached = (purposes & bit(request.purpose())) != 0
                && (actions & bit(request.action())) != 0
                && (everyTime || provision.reach().period().contains(request.at()))
                && (anything || what(data))
                && (anybody || who(request));
        if (!reached) {
            return Reached.NO;
        }
        return everyRow ? Reached.YES : row(row);
    }

    private boolean who(Request request) {
        if (named(request.actor())) {
            return true;
        }
        // a refusal also reaches whoever stands behind the actor; an agreement with one is none with the other (LIC-23)
        return !provision.permit()
                && request.via().isPresent()
                && named(request.via().get());
    }

    private boolean named(Actor actor) {
        Set<String> ids = who.ids();
        return (roles & bit(actor.role())) != 0
                || ids.contains(actor.id())
                || ids.contains(actor.institution())
                || (actor.unit().isPresent()
                        && who.departments().contains(actor.unit().get().department()))
                || (actor.study().isPresent()
                        && ids.contains(actor.study().get().id()))
                || (actor.licence().isPresent()
                        && ids.contains(actor.licence().get().model()));
    }

    private boolean what(DecisionClass data) {
        Labels labels = data.labels();
        return (types.isEmpty() || types.contains(data.type()))
                && (classes.length == 0 || Provisions.touches(classes, labels.dataClasses()))
                && (diseases.length == 0 || carries(labels));
    }

    private boolean carries(Labels labels) {
        boolean special = labels.special();
        boolean unknown = labels.has(Flag.UNKNOWN_CODE) || labels.has(Flag.UNLABELLED);
        boolean restricted = special || unknown || labels.level() == Level.AUTHORISED;
        int found = (special ? SPECIAL : 0) | (restricted ? RESTRICTED : NORMAL);
        if ((sensitivities & found) != 0 || (unknown && !provision.permit())) {
            return true; // what no map knows may carry any label: a refusal of one reaches it
        }
        for (int i = 0; flags >>> i != 0; i++) {
            if ((flags & 1L << i) != 0 && labels.has(FLAGS[i])) {
                return true;
            }
        }
        return special && Provisions.touches(diseases, labels.specialDiseases());
    }

    private Reached row(Use.@Nullable Single row) {
        if (row == null) {
            return Reached.PERHAPS;
        }
        Provision.Rows rows = provision.reach().rows();
        boolean named = (rows.ids().isEmpty() || rows.ids().contains(row.id()))
                && (rows.codes().isEmpty() || row.codes().stream().anyMatch(rows.codes()::contains));
        if (!named) {
            return Reached.NO;
        }
        if (rows.dates().equals(Span.ALWAYS)) {
            return Reached.YES;
        }
        if (row.date().isEmpty()) {
            return Reached.PERHAPS;
        }
        return rows.dates().contains(row.date().get()) ? Reached.YES : Reached.NO;
    }

    static long purposes(Provision.Reach reach) {
        return reach.purposes().isEmpty() ? -1L : bits(reach.purposes());
    }

    static long bit(Enum<?> constant) {
        return 1L << constant.ordinal();
    }

    private static long bits(Set<? extends Enum<?>> constants) {
        long bits = 0;
        for (Enum<?> each : constants) {
            bits |= bit(each);
        }
        return bits;
    }

    private static long flags(Set<String> labels) {
        long flags = 0;
        for (Flag flag : FLAGS) {
            flags |= labels.contains(flag.name()) ? bit(flag) : 0;
        }
        return flags;
    }
}
