package org.suwen.fhir.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A search as it was asked (FHIR R4, search): conditions, order, what comes along and in which form. Answers itself over
 * what may be seen of a record.
 */
public final class SearchQuery {
    /** Most parameters of a query. */
    private static final int MOST_PARAMETERS = 64;

    /** Most resources that come along with the matches of a page. */
    private static final int MOST_INCLUDED = 1_000;

    private static final int MOST_ROUNDS = 8;

    private final String type;
    private final SearchSetting setting;
    private final List<Criterion> criteria = new ArrayList<>();
    private final List<Rule> order = new ArrayList<>();
    private final List<Include> includes = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private final Shape shape;
    private final List<List<Anchor>> anchors;
    private OptionalInt count = OptionalInt.empty();
    private boolean total = true;

    /** One rule of the order. */
    private record Rule(SearchParameter parameter, boolean descending) {}

    /**
     * Something that was asked, by its name as it stands in the address.
     *
     * @param name parameter and modifiers
     * @param value the value, decoded
     */
    public record Given(String name, String value) {}

    private SearchQuery(String type, List<Given> given, SearchSetting setting, boolean lenient) {
        this.type = type;
        this.setting = setting;
        if (given.size() > MOST_PARAMETERS) {
            throw new SearchException("too-costly", "", "a search has at most `" + MOST_PARAMETERS + "` parameters");
        }
        var reading = new Reading(setting);
        this.shape = new Shape(type);
        for (Given each : given) {
            try {
                read(each, reading);
            } catch (SearchException unknown) {
                if (!lenient || !unknown.code().equals("not-supported")) {
                    throw unknown;
                }
                ignored.add(each.name());
            }
        }
        this.anchors = List.copyOf(reading.anchors());
    }

    /**
     * Reads a query.
     *
     * @param lenient whether parameters that are not offered are left out instead of refused
     * @throws SearchException when it can't be answered as it is asked
     */
    public static SearchQuery of(String type, List<Given> given, SearchSetting setting, boolean lenient) {
        if (!SearchParameters.r4().types().contains(type)) {
            throw new SearchException("not-supported", "", "this is no resource type of FHIR R4 that can be searched");
        }
        return new SearchQuery(type, given, setting, lenient);
    }

    private void read(Given given, Reading reading) {
        String name = given.name();
        switch (name) {
            case "_format", "_pretty" -> {}
            case "_sort" -> sort(given.value());
            case "_count" -> count = OptionalInt.of(count(given.value()));
            case "_total" ->
                total = !choice(given, "none", "estimate", "accurate").equals("none");
            case "_summary" -> shape.summary(choice(given, "true", "false", "text", "data", "count"));
            case "_elements" -> shape.elements(given.value());
            default -> {
                if (name.startsWith("_include") || name.startsWith("_revinclude")) {
                    includes.add(Include.of(type, name, given.value()));
                } else {
                    criteria.add(reading.criterion(type, name, given.value()));
                }
            }
        }
    }

    private static String choice(Given given, String... allowed) {
        if (!List.of(allowed).contains(given.value())) {
            throw SearchException.value(given.name(), "this is one of `" + String.join(" ", allowed) + "`");
        }
        return given.value();
    }

    private static int count(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // falls through to the refusal
        }
        throw SearchException.value("_count", "this is a whole number, 0 or more");
    }

    private void sort(String value) {
        for (String word : value.split(",", -1)) {
            boolean descending = word.startsWith("-");
            String name = descending ? word.substring(1) : word;
            SearchParameter parameter = SearchParameters.r4()
                    .find(type, name)
                    .filter(each -> each.kind() != SearchKind.COMPOSITE)
                    .orElseThrow(() ->
                            SearchException.value("_sort", "a sort rule names no simple search parameter of the type"));
            order.add(new Rule(parameter, descending));
        }
    }

    /** The type searched for. */
    public String type() {
        return type;
    }

    /** What the matches hang on: each list is a condition, its items are alternatives. */
    public List<List<Anchor>> anchors() {
        return anchors;
    }

    /** Parameters that were left out since they are not offered. */
    public List<String> ignored() {
        return List.copyOf(ignored);
    }

    /** How many matches a page is to have, when it was said. */
    public OptionalInt count() {
        return count;
    }

    /** Whether only the number of matches is wanted. */
    public boolean countOnly() {
        return shape.countOnly() || (count.isPresent() && count.getAsInt() == 0);
    }

    /** Whether the number of matches is wanted. */
    public boolean wantsTotal() {
        return total;
    }

    /** Whether the query has neither conditions beside one reference to a patient, nor order, nor form. */
    public boolean isPlain() {
        return criteria.size() <= 1 && order.isEmpty() && includes.isEmpty() && !shape.subsets() && !countOnly();
    }

    /** A match with its place in the order. */
    public record Match(Seen seen, SortKey key) {}

    /** The matches of a record, not yet in order. */
    public List<Match> matches(SeenRecord record) {
        var matching = new Matching(record, setting);
        return record.all(type).stream()
                .filter(seen -> matching.meets(seen, criteria))
                .map(seen -> new Match(seen, key(seen, matching)))
                .toList();
    }

    private SortKey key(Seen seen, Matching matching) {
        List<Optional<SortKey.Part>> parts = new ArrayList<>();
        for (Rule rule : order) {
            List<SortKey.Part> values = matching.values(seen, rule.parameter()).stream()
                    .flatMap(value -> part(value, rule.descending()).stream())
                    .toList();
            parts.add(
                    rule.descending()
                            ? values.stream().max(Comparator.naturalOrder())
                            : values.stream().min(Comparator.naturalOrder()));
        }
        return new SortKey(parts, seen.type() + "/" + seen.id());
    }

    private static Optional<SortKey.Part> part(IndexValue value, boolean descending) {
        return switch (value) {
            case IndexValue.Token token -> Optional.of(SortKey.Part.of(token.code()));
            case IndexValue.Text text -> Optional.of(SortKey.Part.of(text.folded()));
            case IndexValue.Link link -> Optional.of(SortKey.Part.of(link.url()));
            case IndexValue.Span span -> Optional.of(SortKey.Part.of(descending ? span.last() : span.first()));
            case IndexValue.Amount amount ->
                (descending ? amount.high().or(amount::low) : amount.low().or(amount::high)).map(SortKey.Part::of);
            case IndexValue.Address address -> Optional.of(SortKey.Part.of(address.uri()));
            case IndexValue.Parts parts -> Optional.empty();
        };
    }

    /** The order of matches, total: what has no value comes last either way. */
    public Comparator<SortKey> order() {
        Comparator<SortKey> result = Comparator.comparing(SortKey::address);
        for (int each = order.size() - 1; each >= 0; each--) {
            int at = each;
            Comparator<SortKey.Part> values = Comparator.naturalOrder();
            Comparator<SortKey.Part> directed = order.get(at).descending() ? values.reversed() : values;
            Comparator<SortKey> rule =
                    (one, other) -> compare(one.parts().get(at), other.parts().get(at), directed);
            result = rule.thenComparing(result);
        }
        return result;
    }

    private static int compare(
            Optional<SortKey.Part> one, Optional<SortKey.Part> other, Comparator<SortKey.Part> values) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        return values.compare(one.get(), other.get());
    }

    /** Whether {@code key} was made for this order. */
    public boolean fits(SortKey key) {
        return key.parts().size() == order.size();
    }

    /**
     * What comes along with matches of one record; each resource once and none of the matches.
     *
     * @throws SearchException when it is more than a page may bring along
     */
    public List<Seen> included(List<Seen> matches, SeenRecord record) {
        var matching = new Matching(record, setting);
        Map<String, Seen> known = new LinkedHashMap<>();
        matches.forEach(seen -> known.put(seen.type() + "/" + seen.id(), seen));
        Map<String, Seen> found = new TreeMap<>();
        List<Seen> from = matches;
        for (int round = 0; round < MOST_ROUNDS && !from.isEmpty(); round++) {
            List<Seen> added = new ArrayList<>();
            for (Include include : includes) {
                if (round == 0 || include.iterate()) {
                    for (Seen seen : include(include, from, record, matching)) {
                        String key = seen.type() + "/" + seen.id();
                        if (known.putIfAbsent(key, seen) == null) {
                            found.put(key, seen);
                            added.add(seen);
                        }
                    }
                }
            }
            from = added;
        }
        if (found.size() > MOST_INCLUDED) {
            throw new SearchException(
                    "too-costly",
                    "_include",
                    "more than `" + MOST_INCLUDED + "` resources would come along; ask for less");
        }
        return List.copyOf(found.values());
    }

    private static List<Seen> include(Include include, List<Seen> from, SeenRecord record, Matching matching) {
        List<Seen> found = new ArrayList<>();
        for (Seen seen : from) {
            for (SearchParameter parameter : include.parameters()) {
                if (include.reverse()) {
                    boolean fits =
                            include.target().isEmpty() || include.target().equals(seen.type());
                    record.all(include.source()).stream()
                            .filter(other -> fits && matching.pointsTo(other, parameter, seen))
                            .forEach(found::add);
                } else if (seen.type().equals(include.source())) {
                    matching.links(seen, parameter).stream()
                            .filter(link -> include.target().isEmpty()
                                    || include.target().equals(link.type()))
                            .forEach(link -> record.one(link.type(), link.id()).ifPresent(found::add));
                }
            }
        }
        return found;
    }

    /** A resource in the form that was asked for. */
    public byte[] shaped(String resourceType, byte[] resource) {
        return shape.apply(resourceType, resource);
    }
}
