package org.suwen.server.fhir;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.suwen.decision.Action;
import org.suwen.fhir.search.SearchException;
import org.suwen.fhir.search.SearchQuery.Given;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Sight;
import org.suwen.server.access.Sights;
import org.suwen.vault.PatientId;

/** Past versions: one of them, all of a resource, all of a type within one patient's record. */
public final class Histories {

    private static final int USUAL_PAGE = 50;

    private final Gate gate;
    private final Sights sights;
    private final FhirAsks asks;
    private final SearchLinks links;

    /** Versions seen through {@code gate} and {@code sights}. */
    public Histories(Gate gate, Sights sights, FhirAsks asks, SearchLinks links) {
        this.gate = gate;
        this.sights = sights;
        this.asks = asks;
        this.links = links;
    }

    /** {@code GET Type/id/_history/version}. */
    FhirReply version(FhirCall call) {
        Ask ask = asks.of(call, Action.READ, "fhir.vread");
        Optional<Sights.Located> current =
                sights.located(call.type(), call.path().get(1));
        if (current.isEmpty()) {
            return Searchset.of(sights.absent(ask, call.type()));
        }
        String wanted = call.path().get(3);
        return sights.again(() -> {
            Optional<Answer> hidden = gate.hides(ask, current.get().row());
            if (hidden.isPresent()) {
                return Searchset.of(hidden.get());
            }
            Sight sight = sights.of(ask, current.get().patient());
            List<Sight.Version> all = sight.versionsOf(current.get());
            Optional<Sight.Version> found = all.stream()
                    .filter(each -> Long.toString(each.version()).equals(wanted))
                    .findFirst();
            if (found.isEmpty()) {
                return all.isEmpty() ? closed(ask, call) : Searchset.absent();
            }
            Sight.Row row = sight.open(found.get());
            Answer.Page page = sights.release(ask, sight, List.of(row), NOTHING_MORE);
            if (row.isDeletion()) {
                return Searchset.of(new Answer.Gone(page.trail()));
            }
            return Searchset.of(new Answer.Released(page.resources().getFirst(), List.of(), page.trail()));
        });
    }

    private static final Sights.Around NOTHING_MORE = new Sights.Around(Optional.empty(), OptionalLong.empty());

    /** What a read says when nothing of a resource may be seen: the same refusal, or the same nothing. */
    private FhirReply closed(Ask ask, FhirCall call) {
        Answer answer = gate.read(ask, call.type(), call.path().get(1));
        return answer instanceof Answer.Refused ? Searchset.of(answer) : Searchset.absent();
    }

    /** What a history starts from and leaves out. */
    private record Wanted(Optional<Instant> since, int count, Optional<SearchLinks.Place> place) {}

    /** {@code GET Type/id/_history}. */
    FhirReply ofResource(FhirCall call) {
        Ask ask = asks.of(call, Action.SEARCH, "fhir.history");
        String path = call.type() + "/" + call.path().get(1) + "/_history";
        Optional<Sights.Located> current =
                sights.located(call.type(), call.path().get(1));
        if (current.isEmpty()) {
            return Searchset.of(sights.absent(ask, call.type()));
        }
        Optional<Wanted> wanted = wanted(ask, path, call);
        if (wanted.isEmpty()) {
            return Searchset.stale();
        }
        return sights.again(() -> {
            Optional<Answer> hidden = gate.hides(ask, current.get().row());
            if (hidden.isPresent()) {
                return Searchset.of(hidden.get());
            }
            Sight sight = sights.of(ask, current.get().patient());
            List<Sight.Version> all = sight.versionsOf(current.get());
            return all.isEmpty() ? closed(ask, call) : page(new Asked(call, ask, path), sight, all, wanted.get());
        });
    }

    /** {@code GET Type/_history?patient=}, ours: R4 has no history of a patient's resources of a type. */
    FhirReply ofType(FhirCall call) {
        Ask ask = asks.of(call, Action.SEARCH, "fhir.history");
        String path = call.type() + "/_history";
        Optional<Wanted> wanted = wanted(ask, path, call);
        if (wanted.isEmpty()) {
            return Searchset.stale();
        }
        List<Given> given = wanted.get().place().map(SearchLinks.Place::query).orElse(call.query());
        Optional<String> named = given.stream()
                .filter(each -> each.name().equals("patient"))
                .map(each -> each.value().startsWith("Patient/") ? each.value().substring(8) : each.value())
                .findFirst();
        if (named.isEmpty()) {
            throw new SearchException("too-costly", "patient", "name the patient: a history over all is not offered");
        }
        Optional<Sights.Located> patient = sights.located("Patient", named.get());
        if (patient.isEmpty()) {
            return Searchset.of(sights.absent(ask, call.type()));
        }
        PatientId whose = patient.get().patient();
        return sights.again(() -> {
            Sight sight = sights.of(ask, whose);
            Optional<Answer> refusal = sights.refusal(ask, sight);
            return refusal.isPresent()
                    ? Searchset.of(refusal.get())
                    : page(new Asked(call, ask, path), sight, sight.versions(call.type()), wanted.get());
        });
    }

    private record Asked(FhirCall call, Ask ask, String path) {}

    private Optional<Wanted> wanted(Ask ask, String path, FhirCall call) {
        Optional<String> link = call.parameter("_page");
        Optional<SearchLinks.Place> place = link.flatMap(text -> links.open(ask, path, text));
        if (link.isPresent() && place.isEmpty()) {
            return Optional.empty();
        }
        List<Given> given = place.map(SearchLinks.Place::query).orElse(call.query());
        Optional<Instant> since = Optional.empty();
        int count = USUAL_PAGE;
        for (Given each : given) {
            switch (each.name()) {
                case "_since" -> since = Optional.of(instant(each.value()));
                case "_count" -> count = count(each.value());
                case "_format", "_pretty", "patient" -> {}
                default ->
                    throw new SearchException("not-supported", each.name(), "a history takes `_since` and `_count`");
            }
        }
        return Optional.of(new Wanted(since, count, place));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (java.time.DateTimeException noTime) {
            throw new SearchException(
                    "value", "_since", "this is a time with its zone, such as `2026-01-01T00:00:00Z`");
        }
    }

    private static int count(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 1, Gate.PAGE_LIMIT);
        } catch (NumberFormatException noNumber) {
            throw new SearchException("value", "_count", "this is a whole number, 1 or more");
        }
    }

    private FhirReply page(Asked asked, Sight sight, List<Sight.Version> all, Wanted wanted) {
        Optional<SearchLinks.Place> place = wanted.place();
        if (place.isPresent()
                && !place.get()
                        .versions()
                        .equals(java.util.Map.of(sight.patient().toString(), sight.version()))) {
            return Searchset.stale();
        }
        List<Sight.Version> since = all.stream()
                .filter(each -> wanted.since().isEmpty()
                        || !each.stored().isBefore(wanted.since().get()))
                .toList();
        int from = place.map(SearchLinks.Place::position)
                .map(last -> positions(since).indexOf(last) + 1)
                .orElse(0);
        List<Sight.Version> some = since.subList(from, Math.min(from + wanted.count(), since.size()));
        List<Sight.Row> rows = some.stream().map(sight::open).toList();
        Optional<String> next = Optional.empty();
        if (!some.isEmpty() && from + some.size() < since.size()) {
            List<Given> given =
                    place.map(SearchLinks.Place::query).orElse(asked.call().query());
            next = Optional.of(links.seal(
                    asked.ask(),
                    asked.path(),
                    new SearchLinks.Place(
                            given,
                            position(some.getLast()),
                            java.util.Map.of(sight.patient().toString(), sight.version()))));
        }
        var around = new Sights.Around(next, OptionalLong.of(since.size()));
        Answer.Page page = sights.release(asked.ask(), sight, rows, around);
        return HistoryBundle.reply(asked.call().base(), asked.path(), rows, page);
    }

    private static List<String> positions(List<Sight.Version> versions) {
        return versions.stream().map(Histories::position).toList();
    }

    private static String position(Sight.Version version) {
        return version.type() + "/" + version.id() + "/" + version.version();
    }
}
