package org.suwen.server.bulk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.fhir.search.SearchParameters;
import org.suwen.fhir.search.SearchQuery.Given;
import org.suwen.server.web.Problem;

/**
 * What is to be exported, as kick-off parameters say it (Bulk Data Access 2.0, query parameters).
 *
 * @param group the care unit it is about, empty for all of them
 * @param types the resource types wanted; none means all
 * @param since only what was stored after this instant
 * @param filters searches of which a resource must meet one, where there is one for its type
 */
record ExportOrder(Optional<String> group, Set<String> types, Optional<Instant> since, List<Filter> filters) {
    private static final Set<String> FORMATS =
            Set.of("application/fhir+ndjson", "application/ndjson", "ndjson", "application/fhir ndjson");
    private static final int MOST_FILTERS = 50;

    /** One search that a resource of its type may meet. */
    record Filter(String type, String query) {}

    ExportOrder {
        types = Set.copyOf(types);
        filters = List.copyOf(filters);
    }

    /** Reads the parameters; {@code lenient} leaves out what is not offered. */
    static ExportOrder of(Optional<String> group, List<Given> given, boolean lenient) {
        Set<String> types = new LinkedHashSet<>();
        List<Filter> filters = new ArrayList<>();
        Optional<Instant> since = Optional.empty();
        for (Given each : given) {
            switch (each.name()) {
                case "_outputFormat" -> requireFormat(each.value());
                case "_type" -> types.addAll(Arrays.asList(each.value().split(",")));
                case "_since" -> since = Optional.of(instant(each.value()));
                case "_typeFilter" -> filters.add(filter(each.value()));
                case "_format" -> {}
                default -> {
                    if (!lenient) {
                        throw wrong(
                                "`" + printable(each.name()) + "` is no parameter of an export that is offered here");
                    }
                }
            }
        }
        for (String type : types) {
            requireType(type);
        }
        if (filters.size() > MOST_FILTERS) {
            throw wrong("an export takes at most `" + MOST_FILTERS + "` of `_typeFilter`");
        }
        return new ExportOrder(group, types, since, filters);
    }

    private static void requireFormat(String format) {
        if (!FORMATS.contains(format)) {
            throw wrong("`_outputFormat` is `application/fhir+ndjson`, nothing else is offered");
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException notAnInstant) {
            throw wrong("`_since` is an instant with a time zone, for instance `2026-11-22T08:00:00Z`");
        }
    }

    private static Filter filter(String text) {
        int mark = text.indexOf('?');
        if (mark <= 0) {
            throw wrong("`_typeFilter` is a type and a search, for instance `Observation?status=final`");
        }
        requireType(text.substring(0, mark));
        return new Filter(text.substring(0, mark), text.substring(mark + 1));
    }

    private static void requireType(String type) {
        if (!SearchParameters.r4().types().contains(type)) {
            throw wrong("`" + printable(type) + "` is no resource type");
        }
    }

    private static String printable(String text) {
        return text.length() <= 64 && text.chars().allMatch(c -> c >= ' ' && c < 127 && c != '`') ? text : "…";
    }

    private static Problem wrong(String english) {
        return Problem.badRequest("导出参数不合要求", english);
    }

    boolean wants(String type) {
        return types.isEmpty() || types.contains(type);
    }

    /** The searches for a type; none means that everything of it is wanted. */
    List<Filter> of(String type) {
        return filters.stream().filter(each -> each.type().equals(type)).toList();
    }
}
