package org.suwen.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.suwen.cli.server.ChildServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures the real server with everything on: import, reads, searches; one run on fresh folders. */
final class FhirBench {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<Integer> CLIENTS = List.of(1, 16, 64);
    private static final List<Integer> SEARCH_CLIENTS = List.of(8, 64);
    private static final int WARM_UP_CLIENTS = 16;
    private static final int PAGE = 100;
    private static final int OK = 200;
    private static final byte[] MATCH = "\"match\"".getBytes(StandardCharsets.US_ASCII);

    private final ChildServer server;
    private final Setting setting;
    private final PrintWriter progress;
    private final List<Row> rows = new ArrayList<>();

    /**
     * How to measure.
     *
     * @param bundles what to import
     * @param importClients how many at once
     * @param importWarmUp bundles sent before the clock starts
     * @param each how long each figure of reading is measured
     * @param warmUp how long it is asked before that
     */
    record Setting(List<Path> bundles, int importClients, int importWarmUp, Duration each, Duration warmUp) {}

    /** One line of the result. */
    record Row(String what, int clients, String unit, double perSecond, double p50, double p99, int wrong, Cost cost) {}

    /** Processor time of an answer, or of a resource imported, in microseconds; other work on the machine changes it less. */
    record Cost(double server, double database) {}

    /** All that was found. */
    record Result(double startSeconds, List<Row> rows, Map<String, Long> sizes) {}

    FhirBench(ChildServer server, Setting setting, PrintWriter progress) {
        this.server = server;
        this.setting = setting;
        this.progress = progress;
    }

    Result run(String doctor) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        long emptyBytes = server.databaseBytes();
        int resources = importAll();
        sizes.put("resources", (long) resources);
        sizes.put("database bytes per resource", (server.databaseBytes() - emptyBytes) / resources);
        readAll(doctor);
        sizes.put("server resident MB", server.residentMegabytes());
        sizes.put("PostgreSQL resident MB", server.databaseResidentMegabytes());
        return new Result(server.startSeconds(), List.copyOf(rows), sizes);
    }

    private int importAll() throws IOException {
        String token = new Client(server.port()).token("connector");
        List<byte[]> requests = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (Path bundle : setting.bundles()) {
            byte[] body = Files.readAllBytes(bundle);
            counts.add(JSON.readTree(body).path("entry").size());
            requests.add(Wire.request("POST", "/fhir", token, body));
        }
        int warm = Math.min(setting.importWarmUp(), requests.size() - 1);
        var load = load(reply -> reply.status() == OK);
        say("importing " + warm + " bundles to warm up, then " + (requests.size() - warm) + " measured");
        load.each(setting.importClients(), warm, requests::get);
        List<byte[]> measured = requests.subList(warm, requests.size());
        Cost before = used();
        Load.Result result = load.each(setting.importClients(), measured.size(), measured::get);
        if (result.wrong() > 0) {
            throw new IOException(result.wrong() + " of the bundles were not stored");
        }
        int resources = counts.subList(warm, counts.size()).stream()
                .mapToInt(Integer::intValue)
                .sum();
        add("import", setting.importClients(), "resources/s", new Measured(result, resources, since(before)));
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    private void readAll(String doctor) throws IOException {
        var client = new Client(server.port());
        String token = client.token(doctor);
        List<JsonNode> readable = new ArrayList<>();
        for (String patient : client.worklist(token)) {
            readable.addAll(client.everything(patient, token));
        }
        if (readable.isEmpty()) {
            throw new IOException("`" + doctor + "` may read nothing; is it a doctor with patients?");
        }
        List<byte[]> reads = readable.stream()
                .map(each -> Client.get(
                        "/fhir/" + each.path("resourceType").asString() + "/"
                                + each.path("id").asString(),
                        token))
                .toList();
        measure("read by id (" + reads.size() + " resources)", CLIENTS, reads, reply -> reply.status() == OK);
        JsonNode observation = fullest(readable);
        String patient = observation.path("subject").path("reference").asString();
        client.copy(observation, PAGE, client.token("connector"));
        Predicate<Wire.Reply> page = reply -> reply.status() == OK && matches(reply.body()) == PAGE;
        byte[] search = Client.get("/fhir/Observation?patient=" + patient + "&_count=" + PAGE, token);
        measure("search of 100 rows of a patient", SEARCH_CLIENTS, List.of(search), page);
        byte[] everything = Client.get("/fhir/" + patient + "/$everything?_count=" + PAGE, token);
        measure("$everything, 100 rows", SEARCH_CLIENTS, List.of(everything), page);
    }

    /** An observation of the patient who has the most. */
    private static JsonNode fullest(List<JsonNode> readable) throws IOException {
        Map<String, List<JsonNode>> byPatient = readable.stream()
                .filter(each -> each.path("resourceType").asString("").equals("Observation"))
                .collect(Collectors.groupingBy(
                        each -> each.path("subject").path("reference").asString("")));
        return byPatient.values().stream()
                .max((one, other) -> Integer.compare(one.size(), other.size()))
                .map(List::getFirst)
                .orElseThrow(() -> new IOException("the doctor may read no observation"));
    }

    private void measure(String what, List<Integer> clients, List<byte[]> requests, Predicate<Wire.Reply> right)
            throws IOException {
        say(what + ": warming up, then measuring");
        Load load = load(right);
        load.forTime(setting.warmUp(), WARM_UP_CLIENTS, at -> requests.get(at % requests.size()));
        for (int count : clients) {
            Cost before = used();
            Load.Result result = load.forTime(setting.each(), count, at -> requests.get(at % requests.size()));
            add(what, count, "answers/s", new Measured(result, result.answers(), since(before)));
        }
    }

    private Load load(Predicate<Wire.Reply> right) {
        return new Load(server.port(), right, System::nanoTime);
    }

    private Cost used() throws IOException {
        return new Cost(server.processorSeconds(), server.databaseProcessorSeconds());
    }

    private Cost since(Cost before) throws IOException {
        Cost now = used();
        return new Cost(now.server() - before.server(), now.database() - before.database());
    }

    /** What was done, and the processor seconds it took. */
    private record Measured(Load.Result result, int done, Cost used) {}

    private void add(String what, int clients, String unit, Measured measured) {
        Load.Result result = measured.result();
        double perSecond = measured.done() / result.seconds();
        var cost = new Cost(
                1e6 * measured.used().server() / measured.done(),
                1e6 * measured.used().database() / measured.done());
        rows.add(new Row(
                what, clients, unit, perSecond, result.millisAt(0.5), result.millisAt(0.99), result.wrong(), cost));
        say(String.format(Locale.ROOT, "  %d clients: %.0f %s", clients, perSecond, unit));
    }

    private void say(String line) {
        progress.println(line);
        progress.flush();
    }

    /** How many entries of a searchset are matches. */
    private static int matches(byte[] body) {
        int found = 0;
        for (int at = 0; at <= body.length - MATCH.length; at++) {
            if (body[at] == '"' && body[at + 1] == 'm' && body[at + 2] == 'a' && starts(body, at)) {
                found++;
            }
        }
        return found;
    }

    private static boolean starts(byte[] body, int at) {
        for (int each = 0; each < MATCH.length; each++) {
            if (body[at + each] != MATCH[each]) {
                return false;
            }
        }
        return true;
    }

    /** The bundles of a generated hospital. */
    static List<Path> bundles(Path hospital) throws IOException {
        try (Stream<Path> files = Files.list(hospital.resolve("patients"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
