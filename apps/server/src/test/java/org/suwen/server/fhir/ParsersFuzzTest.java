package org.suwen.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.fhir.Bundles;
import org.suwen.fhir.FhirScan;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.fhir.StructureCheck;
import org.suwen.fhir.search.SearchException;
import org.suwen.fhir.search.SearchParameters;
import org.suwen.fhir.search.SearchQuery;
import org.suwen.fhir.search.SearchSetting;
import org.suwen.hapi.FhirPathPatch;
import org.suwen.hapi.FhirXml;
import org.suwen.hapi.UnfitException;

/**
 * What strangers send, spoilt by seeds: each parser either reads it or says that it is wrong, in its own words. Some
 * thousand rounds in a build, ten minutes over all parsers with {@code -Dsuwen.long=true}; {@code -Dsuwen.seed} repeats.
 */
class ParsersFuzzTest {
    private static final int ROUNDS = 1_500;
    private static final int PARSERS = 5;
    private static final Duration LONG = Duration.ofMinutes(10).dividedBy(PARSERS);
    private static final long FIRST_SEED = Long.getLong("suwen.seed", 20_261_122L);
    private static final Path SET = Path.of("../../testdata/hospital/patients");

    private static List<byte[]> resources;
    private static List<byte[]> bundles;

    @BeforeAll
    static void readSamples() throws IOException {
        bundles = new ArrayList<>();
        resources = new ArrayList<>();
        try (Stream<Path> files = Files.list(SET)) {
            for (Path each : files.sorted().limit(3).toList()) {
                byte[] bundle = Files.readAllBytes(each);
                Bundles read = Bundles.read(bundle);
                read.entries().stream().limit(30).forEach(entry -> resources.add(read.resource(entry)));
                bundles.add(bundle);
            }
        }
    }

    private static void fuzz(String parser, Consumer<Random> round) {
        boolean longer = Boolean.getBoolean("suwen.long");
        long end = System.nanoTime() + LONG.toNanos();
        long seed = FIRST_SEED;
        while (longer ? System.nanoTime() < end : seed < FIRST_SEED + ROUNDS) {
            try {
                round.accept(new Random(seed));
            } catch (RuntimeException | StackOverflowError fault) {
                throw new AssertionError(parser + " fails at -Dsuwen.seed=" + seed, fault);
            }
            seed++;
        }
    }

    private static byte[] spoilt(Random random, byte[] input) {
        byte[] bytes = input;
        for (int turn = 0; turn <= random.nextInt(3); turn++) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(random.nextInt(12), bytes.length - at);
            byte[] some = Arrays.copyOfRange(bytes, at, at + length);
            byte[] put =
                    switch (random.nextInt(6)) {
                        case 0 -> new byte[random.nextInt(20)];
                        case 1 -> new byte[0];
                        case 2 -> twice(some);
                        case 3 -> "[{\"x\":[".repeat(random.nextInt(200)).getBytes(StandardCharsets.UTF_8);
                        case 4 -> new byte[] {(byte) random.nextInt(256)};
                        default -> ("" + random.nextLong()).getBytes(StandardCharsets.UTF_8);
                    };
            bytes = spliced(bytes, at, length, put);
        }
        return bytes;
    }

    private static byte[] twice(byte[] some) {
        byte[] all = Arrays.copyOf(some, 2 * some.length);
        System.arraycopy(some, 0, all, some.length, some.length);
        return all;
    }

    private static byte[] spliced(byte[] bytes, int at, int cut, byte[] put) {
        byte[] out = new byte[bytes.length - cut + put.length];
        System.arraycopy(bytes, 0, out, 0, at);
        System.arraycopy(put, 0, out, at, put.length);
        System.arraycopy(bytes, at + cut, out, at + put.length, bytes.length - at - cut);
        return out;
    }

    private static byte[] one(Random random) {
        return resources.get(random.nextInt(resources.size()));
    }

    @Test
    void json() {
        fuzz("json", random -> {
            byte[] resource = spoilt(random, one(random));
            var unused = StructureCheck.check(resource);
            try {
                assertThat(FhirScan.of(resource).type()).isNotNull();
                byte[] bundle = spoilt(random, bundles.get(random.nextInt(bundles.size())));
                Bundles read = Bundles.read(bundle);
                read.entries().stream().limit(5).forEach(entry -> FhirScan.of(read.resource(entry)));
            } catch (InvalidFhirException wrong) {
                assertThat(wrong.issues()).isNotEmpty();
            }
        });
    }

    @Test
    void search() {
        var setting = new SearchSetting(ZoneId.of("Asia/Shanghai"), Instant.EPOCH, "http://h/fhir/");
        List<String> types = List.copyOf(SearchParameters.r4().types());
        List<String> queries = List.of(
                "patient=Patient/1&code=http://loinc.org|8867-4&date=ge2026-01-01&_sort=-date&_count=5",
                "subject:Patient.name:exact=a&_has:Observation:patient:code=1&_include=Observation:encounter",
                "value-quantity=lt5.4|http://unitsofmeasure.org|mg&component-code-value-quantity=a$gt1&_total=accurate",
                "identifier:of-type=a|b|c&birthdate=eq2000&_elements=id,name&_summary=true&_lastUpdated=sa2020-01-01T00:00",
                "_id=1,2,3&name:contains=%E5%BC%A0&gender:not=male&active:missing=true&_revinclude:iterate=*");
        fuzz("search", random -> {
            byte[] bytes =
                    spoilt(random, queries.get(random.nextInt(queries.size())).getBytes(StandardCharsets.UTF_8));
            String type = types.get(random.nextInt(types.size()));
            try {
                SearchQuery query = SearchQuery.of(
                        type, Queries.of(new String(bytes, StandardCharsets.UTF_8)), setting, random.nextBoolean());
                assertThat(query.type()).isEqualTo(type);
            } catch (SearchException wrong) {
                assertThat(wrong.code()).isNotEmpty();
            }
        });
    }

    @Test
    void jsonPatch() {
        String patch = "[{\"op\":\"test\",\"path\":\"/resourceType\",\"value\":\"Patient\"},{\"op\":\"add\",\"path\":"
                + "\"/identifier/0\",\"value\":{\"value\":\"1\"}},{\"op\":\"copy\",\"from\":\"/identifier\",\"path\":\"/x\"},"
                + "{\"op\":\"move\",\"from\":\"/x\",\"path\":\"/y\"},{\"op\":\"remove\",\"path\":\"/y\"}]";
        fuzz("json patch", random -> {
            byte[] spoilt = spoilt(random, patch.getBytes(StandardCharsets.UTF_8));
            try {
                assertThat(JsonPatch.apply(one(random), spoilt)).isNotEmpty();
            } catch (SearchException | InvalidFhirException | JsonPatch.TestFailedException wrong) {
                assertThat(wrong).isNotNull();
            }
        });
    }

    @Test
    void xml() {
        List<byte[]> samples = new ArrayList<>();
        resources.stream().limit(20).forEach(each -> samples.add(FhirXml.toXml(each)));
        fuzz("xml", random -> {
            try {
                assertThat(FhirXml.toJson(spoilt(random, samples.get(random.nextInt(samples.size())))))
                        .isNotEmpty();
            } catch (UnfitException wrong) {
                assertThat(wrong).hasMessageContaining("the body");
            }
        });
    }

    @Test
    void fhirPathPatch() {
        String patch =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"type\","
                        + "\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"Patient.name.where(use='official').given[0]\"},"
                        + "{\"name\":\"value\",\"valueString\":\"x\"}]},{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":"
                        + "\"insert\"},{\"name\":\"path\",\"valueString\":\"Patient.identifier\"},{\"name\":\"index\",\"valueInteger\":0},"
                        + "{\"name\":\"value\",\"valueIdentifier\":{\"value\":\"1\"}}]}]}";
        byte[] patient = resources.stream()
                .filter(each -> FhirScan.of(each).type().equals("Patient"))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException("no patient in the set")));
        fuzz("fhirpath patch", random -> {
            try {
                assertThat(FhirPathPatch.apply(patient, spoilt(random, patch.getBytes(StandardCharsets.UTF_8))))
                        .isNotEmpty();
            } catch (UnfitException wrong) {
                assertThat(wrong).hasMessageNotContaining("official");
            }
        });
    }
}
