package org.suwen.server.explorer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Outcome;

/**
 * What entries are looked for; an empty part asks for nothing.
 *
 * @param people account ids, any of which acted or was acted for
 * @param patient the patient's opaque id
 * @param types any of these, all when empty
 * @param what was done and why
 * @param when in which time
 * @param label a label the data had: a focus of review, which is in the account part, or the name of any label, which only
 *     entries about one class of data tell and only while their content part can be read
 */
public record Query(
        Optional<Set<String>> people,
        Optional<String> patient,
        Set<EntryType> types,
        What what,
        When when,
        Optional<String> label) {

    /** Copies the sets. */
    public Query {
        people = people.map(Set::copyOf);
        types = Set.copyOf(types);
    }

    /** Everything. */
    public static final Query ALL =
            new Query(Optional.empty(), Optional.empty(), Set.of(), What.ANYTHING, When.EVER, Optional.empty());

    /** What was done, through which door, for which purpose and with which end. */
    public record What(
            Optional<String> purpose,
            Optional<Outcome> outcome,
            Optional<Door> door,
            Optional<String> address,
            Optional<String> rule,
            Optional<String> reason) {
        static final What ANYTHING = new What(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A time.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record When(Instant from, Instant until) {
        /** All times. */
        public static final When EVER = new When(Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));

        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /** The same query for another time. */
    public Query during(When other) {
        return new Query(people, patient, types, what, other, label);
    }

    /** The same query for entries of these types. */
    public Query ofTypes(Set<EntryType> wanted) {
        return new Query(people, patient, wanted, what, when, label);
    }

    /** The same query for data with this label. */
    public Query labelled(String wanted) {
        return new Query(people, patient, types, what, when, Optional.of(wanted));
    }

    /** Facts that an entry must have, all of them. */
    List<String> facets() {
        List<String> facets = new ArrayList<>();
        people.filter(ids -> ids.size() == 1)
                .ifPresent(ids -> facets.add(Facet.PERSON.of(ids.iterator().next())));
        patient.ifPresent(id -> facets.add(Facet.PATIENT.of(id)));
        if (types.size() == 1) {
            facets.add(Facet.TYPE.of(types.iterator().next().name()));
        }
        what.purpose().ifPresent(purpose -> facets.add(Facet.PURPOSE.of(purpose)));
        what.outcome().ifPresent(outcome -> facets.add(Facet.OUTCOME.of(outcome.name())));
        what.door().ifPresent(door -> facets.add(Facet.DOOR.of(door.name())));
        what.address().ifPresent(address -> facets.add(Facet.ADDRESS.of(address)));
        what.rule().ifPresent(rule -> facets.add(Facet.RULE.of(rule)));
        what.reason().ifPresent(reason -> facets.add(Facet.REASON.of(reason)));
        label.flatMap(Focus::of).ifPresent(focus -> facets.add(Facet.RULE.of(focus.rule())));
        return facets;
    }

    /** What is asked for beside people and patient, by name, for the entry that says so. */
    public List<Map.Entry<String, String>> facetsSaid() {
        List<Map.Entry<String, String>> said = new ArrayList<>();
        types.stream().map(EntryType::name).sorted().forEach(type -> said.add(Map.entry("type", type)));
        what.purpose().ifPresent(each -> said.add(Map.entry("purpose", each)));
        what.outcome().ifPresent(each -> said.add(Map.entry("outcome", each.name())));
        what.door().ifPresent(each -> said.add(Map.entry("door", each.name())));
        what.address().ifPresent(each -> said.add(Map.entry("address", each)));
        what.rule().ifPresent(each -> said.add(Map.entry("rule", each)));
        what.reason().ifPresent(each -> said.add(Map.entry("reason", each)));
        label.ifPresent(each -> said.add(Map.entry("label", each)));
        if (!when.equals(When.EVER)) {
            said.add(Map.entry("when", when.from() + "/" + when.until()));
        }
        return said;
    }

    /** Whether an entry is wanted, its label apart where only the content tells it. */
    boolean wants(Line line) {
        List<String> has = line.facets();
        return when.holds(line.account().at())
                && (types.isEmpty() || types.contains(line.type()))
                && people.map(ids -> ids.contains(line.account().caller().actor())
                                || ids.contains(line.account().caller().onBehalfOf()))
                        .orElse(true)
                && has.containsAll(facets());
    }
}
