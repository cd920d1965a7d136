package org.suwen.server.collection;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.classification.Field;
import org.suwen.classification.Fields;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.Shelf;
import org.suwen.server.identity.DirectoryDocuments;

/**
 * One collection standard for all departments, owned by the medical-record committee: a change is proposed, voted on and
 * holds from a day on; feeds that don't conform are refused and counted by department (COL-10, COL-12).
 */
public final class StandardActs {

    private final Shelf<Standard> standards;
    private final Shelf<Committee> committees;
    private final Shelf<Tally> tallies;
    private final Fields fields;

    /** Standards kept in {@code documents} over the dictionary. */
    public StandardActs(DirectoryDocuments documents, Fields fields) {
        this.standards = new Shelf<>(documents, "collection-standard", Standard.class);
        this.committees = new Shelf<>(documents, "record-committee", Committee.class);
        this.tallies = new Shelf<>(documents, "collection-tally", Tally.class);
        this.fields = fields;
    }

    /** The committee's members. */
    record Committee(SortedSet<String> members) {}

    /**
     * A data set that forms and interfaces keep to.
     *
     * @param effective the first day it holds
     * @param votes for or against, by member
     */
    record Standard(
            String id,
            long version,
            SortedSet<String> fields,
            SortedSet<String> required,
            String effective,
            SortedMap<String, Boolean> votes) {
        boolean adopted(Committee committee) {
            long yes = votes.entrySet().stream()
                    .filter(each -> each.getValue() && committee.members().contains(each.getKey()))
                    .count();
            return 2 * yes > committee.members().size();
        }
    }

    /** How well a department keeps to the standards. */
    record Tally(long conforming, long refused) {}

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("standards.committee", this::committee),
                Known.ofAnybody("standards.propose", this::propose),
                Known.ofAnybody("standards.vote", this::vote),
                Known.ofAnybody("standards.conform", this::conform),
                Known.ofOfficer("standards.report", this::report));
    }

    private ActOutcome committee(Doing doing) {
        doing.only("members");
        var committee = new Committee(doing.texts("members"));
        if (committee.members().isEmpty()) {
            throw Doing.fault("`members` names the committee");
        }
        return ActOutcome.done(
                List.of("COL-12"),
                Map.of("members", committee.members().size()),
                committees.putting(committees.held("it"), committee));
    }

    private ActOutcome propose(Doing doing) {
        doing.only("id", "version", "fields", "required", "effective");
        Committee committee = sitting();
        if (!committee.members().contains(doing.caller().accountId())) {
            return ActOutcome.refused("NO_GROUND", "COL-12", "the standard is the committee's");
        }
        long version = doing.whole("version");
        Shelf.Held<Standard> held = standards.held(key(doing.text("id"), version));
        if (held.value().isPresent()) {
            return ActOutcome.refused("EXISTS", "COL-12", "this version is proposed already");
        }
        LocalDate effective = doing.findDay("effective").orElseThrow(() -> Doing.fault("`effective` is missing"));
        if (effective.isBefore(doing.day())) {
            throw Doing.fault("`effective` is not in the past");
        }
        var standard = new Standard(
                doing.text("id"),
                version,
                ids(doing, "fields"),
                ids(doing, "required"),
                effective.toString(),
                new TreeMap<>());
        if (!standard.fields().containsAll(standard.required())) {
            throw Doing.fault("`required` names fields of the standard only");
        }
        return ActOutcome.done(List.of("COL-12"), Map.of("adopted", false), standards.putting(held, standard));
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

    private ActOutcome vote(Doing doing) {
        doing.only("id", "version", "yes");
        Committee committee = sitting();
        String member = doing.caller().accountId();
        if (!committee.members().contains(member)) {
            return ActOutcome.refused("NO_GROUND", "COL-12", "only members of the committee vote");
        }
        Shelf.Held<Standard> held = standards.held(key(doing.text("id"), doing.whole("version")));
        Standard standard = held.value().orElseThrow(() -> Doing.fault("nobody has proposed this standard"));
        SortedMap<String, Boolean> votes = new TreeMap<>(standard.votes());
        votes.put(member, doing.flag("yes"));
        var after = new Standard(
                standard.id(), standard.version(), standard.fields(), standard.required(), standard.effective(), votes);
        return ActOutcome.done(
                List.of("COL-12"), Map.of("adopted", after.adopted(committee)), standards.putting(held, after));
    }

    /** Whether what a department is about to collect keeps to the standard in force. */
    private ActOutcome conform(Doing doing) {
        doing.only("id", "department", "fields");
        Optional<Standard> standard = inForce(doing);
        if (standard.isEmpty()) {
            return ActOutcome.refused("UNREGISTERED", "COL-10", "no standard of this id is in force");
        }
        SortedSet<String> given = new TreeSet<>();
        doing.texts("fields")
                .forEach(name -> given.add(fields.find(name).map(Field::id).orElse(name)));
        SortedSet<String> foreign = new TreeSet<>(given);
        foreign.removeAll(standard.get().fields());
        SortedSet<String> missing = new TreeSet<>(standard.get().required());
        missing.removeAll(given);
        Shelf.Held<Tally> held = tallies.held(doing.text("department"));
        Tally before = held.value().orElse(new Tally(0, 0));
        if (!foreign.isEmpty() || !missing.isEmpty()) {
            return ActOutcome.refused(
                            "FIELD_SCOPE", "COL-10", "foreign " + foreign + ", missing " + missing + " by the standard")
                    .and(tallies.putting(held, new Tally(before.conforming(), before.refused() + 1)));
        }
        return ActOutcome.done(
                List.of("COL-10"),
                Map.of("version", standard.get().version()),
                tallies.putting(held, new Tally(before.conforming() + 1, before.refused())));
    }

    /** The newest version that is adopted and whose day has come. */
    private Optional<Standard> inForce(Doing doing) {
        String id = doing.text("id");
        Optional<Committee> committee = committees.get("it");
        return standards.all().stream()
                .filter(each -> each.id().equals(id))
                .filter(each -> committee.filter(each::adopted).isPresent())
                .filter(each -> !LocalDate.parse(each.effective()).isAfter(doing.day()))
                .max(java.util.Comparator.comparingLong(Standard::version));
    }

    private ActOutcome report(Doing doing) {
        doing.only("department");
        Tally tally = tallies.get(doing.text("department")).orElse(new Tally(0, 0));
        return ActOutcome.told(List.of("COL-10"), Map.of("conforming", tally.conforming(), "refused", tally.refused()));
    }

    private Committee sitting() {
        return committees.get("it").orElseThrow(() -> Doing.fault("there is no medical-record committee yet"));
    }

    private static String key(String id, long version) {
        return id + "/" + version;
    }
}
