package org.suwen.server.collection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.classification.Field;
import org.suwen.classification.Fields;
import org.suwen.classification.Flag;
import org.suwen.decision.Role;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.PersonRegister;
import org.suwen.server.acts.Shelf;
import org.suwen.server.identity.DirectoryDocuments;

/** Registers activities of collecting, and answers forms and feeds before they collect (COL-01, 03, 04, 08, 13). */
public final class CollectionActs implements PersonRegister {

    private final Shelf<Activity> activities;
    private final Shelf<Taken> taken;
    private final Fields fields;

    /** Activities kept in {@code documents} over the dictionary. */
    public CollectionActs(DirectoryDocuments documents, Fields fields) {
        this.activities = new Shelf<>(documents, "collection", Activity.class);
        this.taken = new Shelf<>(documents, "collected", Taken.class);
        this.fields = fields;
    }

    /** When a field of a person was taken last, and how often on that day. */
    record Taken(String subject, String field, String activity, Instant at, String day, long times, String source) {}

    /** The acts. What is held of a person is told to systems and the office alone: it is no question for everybody (I9). */
    public List<Known> acts() {
        Set<Role> systems = Set.of(Role.CONNECTOR, Role.OFFICER);
        return List.of(
                Known.ofOfficer("collection.register", this::register),
                new Known("collection.accept", systems, this::accept),
                new Known("collection.needed", systems, this::needed));
    }

    private ActOutcome register(Doing doing) {
        doing.only("id", "purpose", "fields", "mandatory", "basis", "consent", "notice", "perDay");
        Shelf.Held<Activity> held = activities.held(doing.text("id"));
        var activity = new Activity(
                doing.text("id"),
                doing.text("purpose"),
                ids(doing, "fields"),
                ids(doing, "mandatory"),
                doing.constant("basis", Activity.Basis.class),
                doing.findConstant("consent", Activity.Consent.class).orElse(Activity.Consent.NONE),
                doing.find("notice").orElse(""),
                doing.findWhole("perDay").orElse(0L));
        return defect(activity)
                .orElseGet(() -> ActOutcome.done(
                        List.of("COL-01", "COL-03"),
                        Map.of("fields", List.copyOf(activity.fields())),
                        activities.putting(held, activity)));
    }

    private SortedSet<String> ids(Doing doing, String key) {
        SortedSet<String> ids = new TreeSet<>();
        for (String name : doing.texts(key)) {
            ids.add(fields.find(name)
                    .map(Field::id)
                    .orElseThrow(() -> Doing.fault("`" + name + "` in `" + key + "` is in no dictionary (CLS-02)")));
        }
        return ids;
    }

    private Optional<ActOutcome> defect(Activity activity) {
        boolean consents = activity.basis() == Activity.Basis.CONSENT;
        if (activity.fields().isEmpty()) {
            return no("FIELD_SCOPE", "COL-01", "it states no scope");
        }
        if (consents && activity.notice().isEmpty()) {
            return no("NO_NOTICE", "COL-01", "nobody is told before");
        }
        if (consents && activity.consent() == Activity.Consent.NONE) {
            return no("CONSENT", "COL-01", "it rests on consent and asks for none");
        }
        boolean sensitive = activity.fields().stream().anyMatch(this::sensitive);
        if (consents && sensitive && activity.consent() != Activity.Consent.SEPARATE) {
            return no("CONSENT", "COL-04", "sensitive fields need a consent of their own");
        }
        List<String> extra = new ArrayList<>(activity.mandatory());
        extra.removeAll(activity.fields());
        if (!extra.isEmpty()) {
            return no("FIELD_SCOPE", "COL-08", "it forces " + extra + ", which it does not need");
        }
        return Optional.empty();
    }

    private boolean sensitive(String field) {
        return fields.label(field, OptionalInt.empty()).labels().has(Flag.SENSITIVE);
    }

    /** Before a feed or form takes a field of a person: only what is registered, no more often, nothing twice. */
    private ActOutcome accept(Doing doing) {
        doing.only("id", "subject", "fields", "source");
        Optional<Activity> found = activities.get(doing.text("id"));
        if (found.isEmpty()) {
            return ActOutcome.refused("UNREGISTERED", "COL-01", "no such activity is registered");
        }
        Activity activity = found.get();
        String subject = doing.text("subject");
        String source = doing.find("source").orElse("");
        List<String> dropped = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        List<Runnable> noted = new ArrayList<>();
        for (String name : doing.texts("fields")) {
            String field = fields.find(name).map(Field::id).orElse(name);
            Shelf.Held<Taken> held = taken.held(key(subject, field));
            if (!activity.fields().contains(field)) {
                dropped.add(field);
            } else if (tooOften(activity, held.value(), doing, source)) {
                repeated.add(field);
            } else {
                kept.add(field);
                Taken blank = held.value().orElse(new Taken(subject, field, activity.id(), doing.at(), "", 0, source));
                noted.add(taken.putting(held, next(activity, blank, doing, source)));
            }
        }
        if (kept.isEmpty()) {
            return ActOutcome.refused(
                    "FIELD_SCOPE",
                    repeated.isEmpty() ? "COL-03" : "COL-08",
                    "nothing is left of it: not needed " + dropped + ", taken already " + repeated);
        }
        return ActOutcome.done(
                List.of("COL-03", "COL-08"),
                Map.of("kept", kept, "dropped", dropped, "repeated", repeated),
                () -> noted.forEach(Runnable::run));
    }

    /** The same delivery again, or more often a day than is needed. */
    private static boolean tooOften(Activity activity, Optional<Taken> last, Doing doing, String source) {
        if (last.isEmpty()) {
            return false;
        }
        boolean same = !source.isEmpty() && last.get().source().equals(source);
        boolean full = activity.perDay() > 0
                && last.get().day().equals(doing.day().toString())
                && last.get().times() >= activity.perDay();
        return same || full;
    }

    private static Taken next(Activity activity, Taken last, Doing doing, String source) {
        String day = doing.day().toString();
        long before = last.day().equals(day) ? last.times() : 0;
        return new Taken(last.subject(), last.field(), activity.id(), doing.at(), day, before + 1, source);
    }

    @Override
    public int about(String patient) {
        return of(patient).size();
    }

    @Override
    public int forget(String patient) {
        List<Taken> found = of(patient);
        found.forEach(each -> taken.remove(key(each.subject(), each.field())));
        return found.size();
    }

    private List<Taken> of(String patient) {
        return taken.all().stream()
                .filter(each -> each.subject().equals(patient))
                .toList();
    }

    private static String key(String subject, String field) {
        return subject + "/" + field;
    }

    /** Whether a field must be asked for at all, or is held and fresh (COL-13). */
    private ActOutcome needed(Doing doing) {
        doing.only("subject", "field", "freshDays");
        String field = fields.find(doing.text("field")).map(Field::id).orElse(doing.text("field"));
        Duration fresh = Duration.ofDays(Math.min(36_500, doing.whole("freshDays")));
        Optional<Taken> held = taken.get(key(doing.text("subject"), field))
                .filter(each -> Duration.between(each.at(), doing.at()).compareTo(fresh) <= 0);
        if (held.isPresent()) {
            return ActOutcome.refused(
                    "HELD_ALREADY",
                    "COL-13",
                    "it was collected by `" + held.get().activity() + "` on "
                            + held.get().day());
        }
        return ActOutcome.told(List.of("COL-13"), Map.of("needed", true));
    }

    private static Optional<ActOutcome> no(String reason, String rule, String told) {
        return Optional.of(ActOutcome.refused(reason, rule, told));
    }
}
