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
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.suwen.server.invariants.Http.Reply;
import org.suwen.server.invariants.NaiveSearch.Kind;
import org.suwen.server.invariants.NaiveSearch.Parameter;
import tools.jackson.databind.JsonNode;

/** A search finds exactly what reading everything and filtering it would, for people who see different parts (D4). */
class SearchPropertyTest {
    private static final String ALL = "dr.zhao";

    /** Whose records, and who asks: those of the first see the same but for its patient, those of the second don't. */
    private static final Map<String, List<String>> CALLERS = Map.of(
            "CL0000002", List.of("dr.lin", "dr.chen", "nurse.he", "li.wen", ALL),
            "CL0000001", List.of("dr.lin", "dr.chen", "nurse.he", "zhang.min", ALL));

    private static final List<String> PREFIXES = List.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb");
    private static final int QUESTIONS_COUNTED = 2_000;
    private static final Map<String, Seen> SEEN = new ConcurrentHashMap<>();

    private record Seen(Http http, String patient, List<JsonNode> resources) {}

    private record Asked(String text, Predicate<JsonNode> condition) {}

    private static Seen seen(String caller, String record) {
        return SEEN.computeIfAbsent(caller + " " + record, name -> {
            Http http = DemoServer.shared().as(caller);
            String patient = DemoServer.shared().as("dr.lin").patient(record);
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

    /** A search by somebody of a record. */
    private record Question(Seen seen, String record, String type, List<Asked> asked, int count) {
        static Question of(long seed) {
            var random = new Random(seed);
            String record = random.nextBoolean() ? "CL0000001" : "CL0000002";
            List<String> callers = CALLERS.getOrDefault(record, List.of());
            Seen seen = SearchPropertyTest.seen(callers.get(random.nextInt(callers.size())), record);
            List<String> types = List.copyOf(new TreeSet<>(NaiveSearch.PARAMETERS.keySet()));
            String type = types.get(random.nextInt(types.size()));
            List<Asked> asked = new ArrayList<>();
            for (int each = random.nextInt(3); each >= 0; each--) {
                asked.add(ask(record, type, random));
            }
            return new Question(seen, record, type, asked, 1 + random.nextInt(40));
        }

        String address() {
            var address = new StringBuilder("/fhir/" + type + "?"
                    + (type.equals("Patient") ? "_id=" + seen.patient() : "patient=" + seen.patient()));
            asked.forEach(each -> address.append('&').append(each.text()));
            return address.toString();
        }

        /** What filtering by hand gives over what somebody sees. */
        Set<String> over(Seen whose) {
            return NaiveSearch.ids(
                    whose.resources(),
                    type,
                    asked.stream().map(Asked::condition).toList());
        }
    }

    @Property(tries = 150)
    void aSearchFindsWhatReadingAndFilteringWould(@ForAll @LongRange(min = 0) long seed) {
        Question question = Question.of(seed);
        Set<String> expected = question.over(question.seen());

        assertThat(all(question.seen(), question.address() + "&_count=" + question.count(), expected.size()))
                .as("%s", question.address())
                .isEqualTo(expected);
    }

    @Example
    void theQuestionsFindSomethingAndNothingAndTellPeopleApart() {
        int found = 0;
        int other = 0;
        for (int seed = 0; seed < QUESTIONS_COUNTED; seed++) {
            Question question = Question.of(seed);
            Set<String> own = question.over(question.seen());
            found += own.isEmpty() ? 0 : 1;
            other += own.equals(question.over(seen(ALL, question.record()))) ? 0 : 1;
        }

        assertThat(found).as("questions that find something").isBetween(200, QUESTIONS_COUNTED - 200);
        assertThat(other)
                .as("questions that find other than they would over all that a chief sees")
                .isGreaterThan(50);
    }

    /** A condition on a value that somebody's record holds, whether this caller may see it or not. */
    private static Asked ask(String record, String type, Random random) {
        List<Parameter> parameters = NaiveSearch.PARAMETERS.getOrDefault(type, List.of());
        Parameter parameter = parameters.get(random.nextInt(parameters.size()));
        int how = random.nextInt(8);
        if (how == 0) {
            boolean missing = random.nextBoolean();
            return new Asked(
                    parameter.name() + ":missing=" + missing, resource -> parameter.isMissing(resource) == missing);
        }
        String first = word(record, type, parameter, random);
        boolean not = how == 1 && parameter.kind() == Kind.TOKEN;
        String second = how == 2 ? word(record, type, parameter, random) : first;
        Predicate<JsonNode> either = parameter.asks(first).or(parameter.asks(second));
        String text = parameter.name() + (not ? ":not" : "") + "=" + encode(first)
                + (second.equals(first) ? "" : "," + encode(second));
        return new Asked(text, not ? either.negate() : either);
    }

    private static String word(String record, String type, Parameter parameter, Random random) {
        List<JsonNode> resources = seen(ALL, record).resources().stream()
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
}
