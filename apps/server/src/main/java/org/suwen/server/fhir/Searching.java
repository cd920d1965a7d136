package org.suwen.server.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.suwen.decision.Action;
import org.suwen.fhir.search.SearchException;
import org.suwen.fhir.search.SearchQuery;
import org.suwen.fhir.search.SearchQuery.Given;
import org.suwen.fhir.search.SearchSetting;
import org.suwen.fhir.search.Seen;
import org.suwen.fhir.search.SortKey;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Scopes;
import org.suwen.server.access.Sight;
import org.suwen.server.access.Sights;
import org.suwen.vault.PatientId;

/** Searches: finds the patients, looks at what may be seen of them, gives a page and the way to the next (D4, D9, D10). */
public final class Searching {

    private static final String LINK = "_page";
    private static final int USUAL_PAGE = 50;

    private final Scopes scopes;
    private final Sights sights;
    private final FhirAsks asks;
    private final SearchLinks links;
    private final Rim rim;

    /** The zone of dates that name none, and the clock. */
    public record Rim(java.time.ZoneId zone, java.time.Clock clock) {}

    /** Searches over sights. */
    public Searching(Scopes scopes, Sights sights, FhirAsks asks, SearchLinks links, Rim rim) {
        this.scopes = scopes;
        this.sights = sights;
        this.asks = asks;
        this.links = links;
        this.rim = rim;
    }

    SearchSetting setting(FhirCall call) {
        return new SearchSetting(rim.zone(), rim.clock().instant(), call.base());
    }

    /** A question with what it goes on from. */
    private record Question(
            FhirCall call, Ask ask, SearchQuery query, List<Given> given, Optional<SearchLinks.Place> place) {}

    /** Answers a search; throws {@link SearchException} when it can't be answered as it is asked. */
    FhirReply search(FhirCall call) {
        Ask ask = asks.of(call, Action.SEARCH, "fhir.search");
        Optional<String> link = call.parameter(LINK);
        Optional<SearchLinks.Place> place = link.flatMap(text -> links.open(ask, call.type(), text));
        if (link.isPresent() && place.isEmpty()) {
            return Searchset.stale();
        }
        List<Given> given = place.map(SearchLinks.Place::query).orElse(call.query());
        requireText(given);
        SearchQuery query = SearchQuery.of(call.type(), given, setting(call), call.prefers("handling=lenient"));
        var question = new Question(call, ask, query, given, place);
        return sights.again(() -> answer(question));
    }

    private static void requireText(List<Given> given) {
        for (Given each : given) {
            if ((each.name() + each.value()).chars().anyMatch(c -> c < ' ')) {
                throw new SearchException("value", each.name(), "a parameter holds no control characters");
            }
        }
    }

    private FhirReply answer(Question question) {
        Optional<Scopes.Scope> scope = scopes.of(question.ask(), question.query());
        if (scope.isEmpty()) {
            throw new SearchException(
                    "too-costly",
                    "",
                    "name the patient, an identifier of the patient, or a resource of the record: a search over all"
                            + " patients is not offered");
        }
        if (scope.get().patients().isEmpty()) {
            Answer absent = sights.absent(question.ask(), question.query().type());
            return scope.get().named() ? Searchset.of(absent) : Searchset.empty(question.call());
        }
        List<Looked> open = new ArrayList<>();
        for (PatientId patient : scope.get().patients()) {
            Ask ask = ask(question.ask(), scope.get(), patient);
            Sight sight = sights.of(ask, patient);
            if (!scope.get().named() && sight.isClosed()) {
                enter(ask, sight, scope.get());
                continue;
            }
            Optional<Answer> refusal = sights.refusal(ask, sight);
            if (refusal.isPresent()) {
                return Searchset.of(refusal.get());
            }
            open.add(new Looked(ask, sight, new SightRecord(sight)));
        }
        return open.isEmpty() ? Searchset.empty(question.call()) : page(question, open);
    }

    /** A look at somebody who is closed is in the ledger; those of a whole list who are closed were not asked for. */
    private void enter(Ask ask, Sight sight, Scopes.Scope scope) {
        if (scope.patients().size() == 1) {
            var unused = sights.refusal(ask, sight);
        }
    }

    /**
     * Finds what a condition of a write names, over what may be seen, and enters the look.
     *
     * @return at most two
     */
    List<Sight.Row> find(FhirCall call, String type, List<Given> given) {
        Ask ask = asks.of(call, Action.SEARCH, "fhir.condition").under(asks.newId());
        requireText(given);
        SearchQuery query = SearchQuery.of(type, given, setting(call), false);
        return sights.again(() -> {
            Scopes.Scope scope = scopes.of(ask, query)
                    .filter(each -> !given.isEmpty())
                    .orElseThrow(() -> new SearchException(
                            "too-costly", "", "a condition names the patient, or an identifier of the patient"));
            List<Sight.Row> found = new ArrayList<>();
            for (PatientId patient : scope.patients()) {
                Ask one = ask(ask, scope, patient);
                Sight sight = sights.of(one, patient);
                if (sight.isClosed()) {
                    enter(one, sight, scope);
                    continue;
                }
                var record = new SightRecord(sight);
                List<Sight.Row> rows = query.matches(record).stream()
                        .limit(2)
                        .map(match -> record.row(match.seen()))
                        .toList();
                var unused =
                        sights.release(one, sight, rows, new Sights.Around(Optional.empty(), OptionalLong.empty()));
                found.addAll(rows);
            }
            return found.subList(0, Math.min(2, found.size()));
        });
    }

    /** One entry a patient and request: each patient's has an id of its own. */
    private static Ask ask(Ask ask, Scopes.Scope scope, PatientId patient) {
        return scope.patients().size() == 1
                ? ask
                : ask.under(UUID.nameUUIDFromBytes(
                        (ask.request() + ":" + patient).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    /** A patient's record that is open to the caller. */
    private record Looked(Ask ask, Sight sight, SightRecord record) {}

    /** A match and whose it is. */
    private record Hit(Looked in, SearchQuery.Match match) {}

    private FhirReply page(Question question, List<Looked> open) {
        if (question.place().isPresent() && !isCurrent(question.place().get(), open)) {
            return Searchset.stale();
        }
        SearchQuery query = question.query();
        List<Hit> hits = new ArrayList<>();
        for (Looked each : open) {
            query.matches(each.record()).forEach(match -> hits.add(new Hit(each, match)));
        }
        hits.sort((one, other) ->
                query.order().compare(one.match().key(), other.match().key()));
        int size = query.countOnly() ? 0 : Math.clamp(query.count().orElse(USUAL_PAGE), 1, Gate.PAGE_LIMIT);
        List<Hit> rest = after(question, hits);
        List<Hit> page = rest.subList(0, Math.min(size, rest.size()));
        Optional<String> next = rest.size() > page.size() && !page.isEmpty()
                ? Optional.of(next(question, open, page.getLast()))
                : Optional.empty();
        OptionalLong total =
                query.wantsTotal() || query.countOnly() ? OptionalLong.of(hits.size()) : OptionalLong.empty();
        return release(question, open, page, new Sights.Around(next, total));
    }

    private static boolean isCurrent(SearchLinks.Place place, List<Looked> open) {
        Map<String, Long> versions = versions(open);
        return versions.equals(place.versions());
    }

    private static Map<String, Long> versions(List<Looked> open) {
        Map<String, Long> versions = new TreeMap<>();
        open.forEach(each ->
                versions.put(each.sight().patient().toString(), each.sight().version()));
        return versions;
    }

    private static List<Hit> after(Question question, List<Hit> hits) {
        if (question.place().isEmpty()) {
            return hits;
        }
        SortKey last = SortKey.decode(question.place().get().position());
        return hits.stream()
                .filter(hit -> question.query().order().compare(hit.match().key(), last) > 0)
                .toList();
    }

    private String next(Question question, List<Looked> open, Hit last) {
        var place = new SearchLinks.Place(question.given(), last.match().key().encode(), versions(open));
        return links.seal(question.ask(), question.call().type(), place);
    }

    /** Enters what leaves, one entry a patient, and only then writes it out. */
    private FhirReply release(Question question, List<Looked> open, List<Hit> page, Sights.Around around) {
        var bundle = new Searchset(question.call(), question.query(), around);
        for (Hit hit : page) {
            bundle.match(hit.in().record().row(hit.match().seen()));
        }
        for (Looked each : open) {
            List<Seen> seen = page.stream()
                    .filter(hit -> hit.in().equals(each))
                    .map(hit -> hit.match().seen())
                    .toList();
            List<Sight.Row> included = question.query().included(seen, each.record()).stream()
                    .map(each.record()::row)
                    .toList();
            included.forEach(bundle::include);
            List<Sight.Row> all =
                    new ArrayList<>(seen.stream().map(each.record()::row).toList());
            all.addAll(included);
            boolean concerned =
                    open.size() == 1 || !all.isEmpty() || around.total().isPresent();
            if (concerned) {
                bundle.released(sights.release(each.ask(), each.sight(), all, around));
            }
        }
        return bundle.reply();
    }
}
