package org.suwen.server.office;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Outcome;
import org.suwen.server.explorer.Door;
import org.suwen.server.explorer.Query;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.identity.StaffMember;
import org.suwen.server.web.Problem;

/** Reads what the office asks of the ledger out of an address: person, patient, purpose, label, time and the rest. */
public final class Questions {

    private static final Set<String> PLACE = Set.of("before", "limit");
    private static final Set<String> KNOWN = Set.of(
            "person", "patient", "type", "purpose", "outcome", "door", "address", "rule", "reason", "label", "from",
            "until");
    private static final int LONGEST = 200;
    private static final int LONGEST_REFERENCE = 120;

    private final StaffDirectory staff;
    private final ZoneId zone;

    /** Persons are found in {@code staff} by id or name; days begin in {@code zone}. */
    public Questions(StaffDirectory staff, ZoneId zone) {
        this.staff = staff;
        this.zone = zone;
    }

    /**
     * The query that an address asks.
     *
     * @throws Problem 400 when a part is unknown or can't be read
     */
    Query query(Map<String, String> given) {
        SortedMap<String, String> parts = parts(given);
        return new Query(
                part(parts, "person", this::people),
                part(parts, "patient", text -> text)
                        .map(text -> parsed("patient", text, UUID::fromString).toString()),
                part(parts, "type", Questions::types).orElse(Set.of()),
                new Query.What(
                        part(parts, "purpose", text -> text),
                        part(parts, "outcome", text -> parsed("outcome", text, Outcome::valueOf)),
                        part(parts, "door", text -> parsed("door", text, Door::valueOf)),
                        part(parts, "address", text -> text),
                        part(parts, "rule", text -> text),
                        part(parts, "reason", text -> text)),
                new Query.When(
                        part(parts, "from", text -> time("from", text, 0)).orElse(Query.When.EVER.from()),
                        part(parts, "until", text -> time("until", text, 1)).orElse(Query.When.EVER.until())),
                part(parts, "label", text -> text));
    }

    private static SortedMap<String, String> parts(Map<String, String> given) {
        SortedMap<String, String> parts = new TreeMap<>();
        given.forEach((name, text) -> {
            if (PLACE.contains(name) || text.isBlank()) {
                return;
            }
            if (!KNOWN.contains(name) || text.length() > LONGEST) {
                throw unreadable(name);
            }
            parts.put(name, text.strip());
        });
        return parts;
    }

    private static <T> Optional<T> part(Map<String, String> parts, String name, Function<String, T> reading) {
        return Optional.ofNullable(parts.get(name)).map(reading);
    }

    /** Accounts of staff whose name has the text in it, else the account of that id. */
    private Set<String> people(String text) {
        Set<String> ids = new HashSet<>();
        staff.all().stream()
                .filter(member -> member.name().contains(text))
                .map(StaffMember::id)
                .forEach(ids::add);
        return ids.isEmpty() ? Set.of(text) : ids;
    }

    private static Set<EntryType> types(String text) {
        Set<EntryType> types = EnumSet.noneOf(EntryType.class);
        for (String each : text.split(",", EntryType.values().length)) {
            types.add(parsed("type", each, EntryType::valueOf));
        }
        return types;
    }

    /** A moment, or a whole day: {@code until} a day includes it. */
    private Instant time(String name, String text, int daysAfter) {
        return parsed(
                name,
                text,
                given -> given.length() == "2026-01-01".length()
                        ? LocalDate.parse(given)
                                .plusDays(daysAfter)
                                .atStartOfDay(zone)
                                .toInstant()
                        : OffsetDateTime.parse(given).toInstant());
    }

    private static <T> T parsed(String name, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
            throw unreadable(name);
        }
    }

    private static Problem unreadable(String name) {
        return Problem.badRequest(
                "筛选条件“" + name + "”无法识别",
                "`" + name + "` is no part of a question here, or its value can't be read; parts are "
                        + KNOWN.stream().sorted().collect(Collectors.joining(", ")));
    }

    /** The act of asking, as its entry names it: accounts by id, never by name. */
    static Act act(String operation, Query query) {
        var text = new StringBuilder();
        query.people().ifPresent(ids -> put(text, "person", String.join(",", new java.util.TreeSet<>(ids))));
        query.facetsSaid().forEach(each -> put(text, each.getKey(), each.getValue()));
        String reference = text.length() <= LONGEST_REFERENCE ? text.toString() : text.substring(0, LONGEST_REFERENCE);
        return new Act(operation, "AUDIT", new byte[0], reference);
    }

    private static void put(StringBuilder text, String name, String value) {
        text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(value);
    }
}
