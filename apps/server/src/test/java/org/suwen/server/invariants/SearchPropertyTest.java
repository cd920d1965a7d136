package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.suwen.server.invariants.Http.Reply;
import org.suwen.server.invariants.NaiveSearch.Kind;
import org.suwen.server.invariants.NaiveSearch.Parameter;
import tools.jackson.databind.JsonNode;

/** A search finds exactly what reading everything and filtering it would, for people who see different parts (D4). */
class SearchPropertyTest {
    private static final List<String> CALLERS = List.of("dr.lin", "dr.chen", "dr.zhao", "nurse.he", "li.wen");
    private static final List<String> PREFIXES = List.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb");
    private static final Map<String, Seen> SEEN = new ConcurrentHashMap<>();
    private static final AtomicInteger FOUND = new AtomicInteger();
    private static final AtomicInteger EMPTY = new AtomicInteger();

    private record Seen(Http http, String patient, List<JsonNode> resources) {}

    private record Asked(String text, Predicate<JsonNode> condition) {}

    private static Seen seen(String caller) {
        return SEEN.computeIfAbsent(caller, name -> {
            Http http = DemoServer.shared().as(name);
            String patient = DemoServer.shared().as("dr.lin").patient("CL0000002");
            List<JsonNode> resources = new ArrayList<>();
            String next = "/fhir/Patient/" + patient + "/$everything?_count=500";
            while (!next.isEmpty()) {
                Reply reply = http.get(next);
                assertThat(reply.status()).as("%s as %s: %s", next, name, reply).isEqualTo(200);
                reply.json().path("entry").forEach(entry -> {
                    if (entry.at("/search/mode").asString("").equals("match")) {
                        resources.add(entry.path("resource"));
                    }
                });
                next = next(reply);
            }
            return new Seen(http, patient, resources);
        });
    }

    private static String next(Reply bundle) {
        for (JsonNode link : bundle.json().path("link")) {
            if (link.path("relation").asString().equals("next")) {
                return link.path("url").asString().replaceFirst("^https?://[^/]+", "");
            }
        }
        return "";
    }

    @Property(tries = 150)
    void aSearchFindsWhatReadingAndFilteringWould(@ForAll @LongRange(min = 0) long seed) {
        var random = new Random(seed);
        Seen seen = seen(CALLERS.get(random.nextInt(CALLERS.size())));
        List<String> types = List.copyOf(new TreeSet<>(NaiveSearch.PARAMETERS.keySet()));
        String type = types.get(random.nextInt(types.size()));
        List<Asked> asked = new ArrayList<>();
        for (int each = random.nextInt(3); each >= 0; each--) {
            asked.add(ask(type, random));
        }
        var address = new StringBuilder("/fhir/" + type + "?"
                + (type.equals("Patient") ? "_id=" + seen.patient() : "patient=" + seen.patient()));
        asked.forEach(each -> address.append('&').append(each.text()));
        Set<String> expected = NaiveSearch.ids(
                seen.resources(), type, asked.stream().map(Asked::condition).toList());

        assertThat(all(seen, address + "&_count=" + (1 + random.nextInt(40)), expected.size()))
                .as("%s", address)
                .isEqualTo(expected);
        (expected.isEmpty() ? EMPTY : FOUND).incrementAndGet();
    }

    /** A condition on a value that somebody's record holds, whether this caller may see it or not. */
    private static Asked ask(String type, Random random) {
        List<Parameter> parameters = NaiveSearch.PARAMETERS.getOrDefault(type, List.of());
        Parameter parameter = parameters.get(random.nextInt(parameters.size()));
        int how = random.nextInt(8);
        if (how == 0) {
            boolean missing = random.nextBoolean();
            return new Asked(
                    parameter.name() + ":missing=" + missing, resource -> parameter.isMissing(resource) == missing);
        }
        String first = word(type, parameter, random);
        boolean not = how == 1 && parameter.kind() == Kind.TOKEN;
        String second = how == 2 ? word(type, parameter, random) : first;
        Predicate<JsonNode> either = parameter.asks(first).or(parameter.asks(second));
        String text = parameter.name() + (not ? ":not" : "") + "=" + encode(first)
                + (second.equals(first) ? "" : "," + encode(second));
        return new Asked(text, not ? either.negate() : either);
    }

    private static String word(String type, Parameter parameter, Random random) {
        List<JsonNode> resources = seen("dr.zhao").resources().stream()
                .filter(each -> each.path("resourceType").asString().equals(type))
                .toList();
        List<String> words = resources.isEmpty()
                ? List.of()
                : parameter.values(resources.get(random.nextInt(resources.size()))).stream()
                        .flatMap(value -> parameter.words(value).stream())
                        .filter(word -> word.indexOf('\u0000') < 0)
                        .toList();
        String word = words.isEmpty() ? none(parameter.kind()) : words.get(random.nextInt(words.size()));
        return switch (parameter.kind()) {
            case DATE -> PREFIXES.get(random.nextInt(PREFIXES.size())) + shorter(word, random);
            case QUANTITY -> PREFIXES.get(random.nextInt(PREFIXES.size())) + word;
            case TOKEN, REFERENCE, STRING -> word;
        };
    }

    private static String none(Kind kind) {
        return switch (kind) {
            case DATE -> "2020-02-29";
            case QUANTITY -> "7.0";
            case TOKEN, REFERENCE, STRING -> "none";
        };
    }

    private static String shorter(String date, Random random) {
        int[] lengths = {4, 7, 10, date.length()};
        return date.substring(0, Math.min(date.length(), lengths[random.nextInt(lengths.length)]));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The ids of all pages; each page says the same total. */
    private static Set<String> all(Seen seen, String address, int total) {
        Set<String> ids = new TreeSet<>();
        String next = address;
        while (!next.isEmpty()) {
            Reply reply = seen.http().get(next);
            assertThat(reply.status()).as("%s: %s", address, reply).isEqualTo(200);
            assertThat(reply.json().path("total").asInt(-1))
                    .as("total of %s", address)
                    .isEqualTo(total);
            reply.json().path("entry").forEach(entry -> {
                if (entry.at("/search/mode").asString("").equals("match")) {
                    assertThat(ids.add(entry.at("/resource/id").asString())).isTrue();
                }
            });
            next = next(reply);
        }
        return ids;
    }

    @AfterContainer
    static void neitherSideIsRare() {
        assertThat(FOUND.get()).as("searches that find something").isGreaterThan(20);
        assertThat(EMPTY.get()).as("searches that find nothing").isGreaterThan(5);
    }
}
