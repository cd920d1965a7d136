package org.suwen.cli.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.cli.Main;
import org.suwen.cli.leak.LeakyProxy.Planted;
import org.suwen.cli.leak.LeakyProxy.Way;
import org.suwen.cli.leak.Suite.Line;
import org.suwen.cli.leak.Suite.Verdict;
import org.suwen.cli.server.ChildServer;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The leak suite against the built server: tight as it is, and each planted leak is found through its own door. */
class LeakTestIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Way> OTHER_WAYS = Map.of(
            "chain", Way.PUT_IN,
            "reference to it", Way.PUT_IN,
            "_include", Way.PUT_IN,
            "_include:iterate", Way.PUT_IN,
            "error text", Way.STATUS,
            "If-Match", Way.STATUS,
            "conditional create", Way.STATUS,
            "conditional update", Way.STATUS,
            "conditional delete", Way.STATUS);

    @TempDir
    static Path folder;

    private static ChildServer server;

    /** Two callers of one record, of whom one sees less. */
    private record Pair(String patient, String full, String limited) {}

    @BeforeAll
    static void start() throws IOException {
        server = ChildServer.demo(ChildServer.Program.of(ROOT), folder.resolve("data"), List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String account) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/demo/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + account + "\"}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return JSON.readTree(answer.body()).path("access_token").asString("");
        }
    }

    private static Wire wire(String token) {
        return new Wire(server.address() + "/fhir", token);
    }

    /** A colleague of the same group who lacks the title or the authorisation for a part. */
    private static Pair withheld() throws IOException, InterruptedException {
        for (String record : List.of("CL0000001", "CL0000002", "CL0000003", "CL0000004", "CL0000005", "CL0000006")) {
            List<String> readers = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            String patient = "";
            for (String account : List.of("dr.zhao", "dr.lin", "dr.chen", "nurse.he", "dr.kong", "dr.bai", "dr.cui")) {
                String token = token(account);
                try (Wire wire = wire(token)) {
                    JsonNode found = wire.get("/Patient?identifier=" + record).json();
                    String id = found.at("/entry/0/resource/id").asString("");
                    JsonNode count = wire.get("/Condition?patient=" + id + "&_summary=count")
                            .json();
                    if (!id.isEmpty() && count.path("total").isNumber()) {
                        patient = id;
                        readers.add(token);
                        sizes.add(count.path("total").asInt());
                    }
                }
            }
            Optional<Pair> pair = pair(patient, readers, sizes);
            if (pair.isPresent()) {
                return pair.get();
            }
        }
        throw new AssertionError("no two of the demo's staff see different parts of a record");
    }

    private static Optional<Pair> pair(String patient, List<String> readers, List<Integer> sizes)
            throws IOException, InterruptedException {
        for (int more = 0; more < readers.size(); more++) {
            for (int fewer = 0; fewer < readers.size(); fewer++) {
                if (sizes.get(more) > sizes.get(fewer)) {
                    try (Wire full = wire(readers.get(more));
                            Wire limited = wire(readers.get(fewer))) {
                        if (Target.find(full, limited, patient, "").isPresent()) {
                            return Optional.of(new Pair(patient, readers.get(more), readers.get(fewer)));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Test
    void theServerIsTightAndEveryPlantedLeakIsFoundThroughItsDoor() throws IOException, InterruptedException {
        Pair pair = withheld();
        try (var proxy = new LeakyProxy(server.address(), pair.full());
                var full = new Wire(proxy.address() + "/fhir", pair.full());
                var limited = new Wire(proxy.address() + "/fhir", pair.limited())) {
            Target target = Target.find(full, limited, pair.patient(), "").orElseThrow();
            var suite = new Suite(full, limited, target, false);
            List<Door> doors = new ArrayList<>(Door.reading(target));
            doors.addAll(Door.writing(target));

            List<Line> sound = suite.run(doors);
            List<String> missed = new ArrayList<>();
            for (Door door : doors) {
                proxy.plant(planted(door, full, target));
                Line line = suite.run(List.of(door)).getFirst();
                proxy.mend();
                if (line.verdict() != Verdict.LEAK) {
                    missed.add(line.toString());
                }
            }

            assertEquals(
                    List.of(),
                    sound.stream()
                            .filter(line -> line.verdict() == Verdict.LEAK)
                            .toList());
            assertTrue(
                    sound.stream()
                                    .filter(line -> line.verdict() == Verdict.TIGHT)
                                    .count()
                            >= 25,
                    sound::toString);
            assertEquals(List.of(), missed);
        }
    }

    private static Planted planted(Door door, Wire full, Target target) throws IOException, InterruptedException {
        var ask = door.ask().apply(new Door.Named(target.id(), target.code()));
        JsonNode hidden = Objects.requireNonNull(target.all().get(target.type() + "/" + target.id()));
        if (door.kind() == Door.Kind.FOREIGN_LINK) {
            String next = Wire.next(full.send(ask).json()).getFirst();
            ask = Wire.Ask.get(next);
        }
        return new Planted(ask, OTHER_WAYS.getOrDefault(door.name(), Way.AS_FULL), hidden);
    }

    @Test
    void thePatientsHiddenResultLooksAsIfItWereNotThere() throws IOException, InterruptedException {
        String patient;
        String own = token("wang.ning");
        String doctor = "";
        try (Wire wire = wire(own)) {
            patient = wire.get("/Patient?identifier=CL0000003")
                    .json()
                    .at("/entry/0/resource/id")
                    .asString("");
        }
        for (String account : List.of("dr.kong", "dr.bai", "dr.cui", "dr.zhao", "dr.lin")) {
            String token = token(account);
            try (Wire wire = wire(token)) {
                doctor = doctor.isEmpty()
                                && wire.get("/Condition?patient=" + patient).status() == 200
                        ? token
                        : doctor;
            }
        }
        Path config = folder.resolve("hidden.yaml");
        Files.writeString(
                config,
                "patient: " + patient + "\nfull: " + doctor + "\nlimited: " + own + "\nmode: HIDDEN\nresource: "
                        + hidden(doctor, own, patient) + "\n");
        var out = new StringWriter();
        var err = new StringWriter();

        int status = new CommandLine(Main.commandLine(Clock.systemUTC()).getCommandSpec())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("leaktest", server.address() + "/fhir", "--config", config.toString());

        assertEquals(0, status, () -> out + "\n" + err);
        assertTrue(out.toString().contains(" 0 leaks"), out::toString);
    }

    /** A resource that the doctor sees and that is not there for the patient. */
    private static String hidden(String doctor, String own, String patient) throws IOException, InterruptedException {
        try (Wire full = wire(doctor);
                Wire limited = wire(own)) {
            for (String type : List.of("Condition", "Observation", "DiagnosticReport")) {
                JsonNode all = full.get("/" + type + "?patient=" + patient + "&_count=500")
                        .json();
                for (JsonNode entry : all.path("entry")) {
                    String key = Target.key(entry.path("resource"));
                    if (key.startsWith(type) && limited.get("/" + key).status() == 404) {
                        return key;
                    }
                }
            }
        }
        throw new AssertionError("nothing is hidden from this patient");
    }
}
