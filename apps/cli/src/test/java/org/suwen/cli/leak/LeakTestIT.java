package org.suwen.cli.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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

/**
 * The leak suite against the built server: tight at every door in both modes, and each planted leak is found through its
 * own door.
 *
 * <p>A record is arranged by the server's own interface: a doctor writes of a tumour, which a nurse sees in part, and of an
 * infection, which its patient does not find online. The long form ({@code -Dsuwen.long=true}) delays the answers of every
 * timed door in turn, and looks for small differences in time with the strict form, which wants a quiet machine.
 */
class LeakTestIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final boolean LONG = Boolean.getBoolean("suwen.long");
    private static final String DOCTOR = "dr.lin";
    private static final String NURSE = "nurse.he";
    private static final String PATIENT = "li.wen";
    private static final String CONSULTANT = "dr.sun";

    /** Doors whose plants are not simply the rights of the full caller. */
    private static final Map<String, Way> OTHER_WAYS = Map.ofEntries(
            Map.entry("history of all", Way.PUT_IN),
            Map.entry("$summary", Way.PUT_IN),
            Map.entry("_filter", Way.STATUS),
            Map.entry("_content", Way.STATUS),
            Map.entry("search in the compartment", Way.STATUS),
            Map.entry("error text", Way.STATUS),
            Map.entry("provenance of it", Way.HEADER),
            Map.entry("hidden version as If-None-Match", Way.HEADER),
            Map.entry("update by id, not valid", Way.STATUS),
            Map.entry("delete by id", Way.STATUS),
            Map.entry("conditional update", Way.STATUS),
            Map.entry("element: conditional update", Way.STATUS),
            Map.entry("hidden version as If-Match", Way.STATUS),
            Map.entry("reference from something new", Way.STATUS),
            Map.entry("conditional reference", Way.STATUS));

    @TempDir
    static Path folder;

    private static ChildServer server;
    private static Arranged arranged;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = ChildServer.demo(ChildServer.Program.of(ROOT), folder.resolve("data"), List.of());
        arranged = Arranged.on(server.address(), "CL0000002", DOCTOR);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Runs all doors, sound and then each with its leak, as one who sees less. */
    private record Round(String limited, boolean hidden, String resource) {

        void run() throws IOException, InterruptedException {
            String full = arranged.token(DOCTOR);
            String less = arranged.token(limited);
            try (var proxy = new LeakyProxy(server.address(), full);
                    var seeing = new Wire(proxy.address() + "/fhir", full);
                    var asking = new Wire(proxy.address() + "/fhir", less)) {
                var callers = new Target.Callers(seeing, asking);
                Target target = Target.find(callers, arranged.patient(), resource, new SecureRandom())
                        .orElseThrow();
                List<Door> doors = new ArrayList<>(ReadingDoors.of(target));
                doors.addAll(WritingDoors.of(target));
                var suite = new Suite(callers, target, hidden, Optional.empty());

                List<Line> sound = suite.run(doors);
                List<String> missed = new ArrayList<>();
                for (Door door : doors) {
                    proxy.plant(planted(door, seeing, target));
                    Line line = suite.run(List.of(door)).getFirst();
                    proxy.mend();
                    if (line.verdict() != Verdict.LEAK) {
                        missed.add(line.toString());
                    }
                }

                assertEquals(List.of(), of(sound, Verdict.LEAK));
                assertEquals(List.of(), missed);
                assertTrue(of(sound, Verdict.NOT_OFFERED).size() <= 6, sound::toString);
            }
        }

        private static List<Line> of(List<Line> lines, Verdict verdict) {
            return lines.stream().filter(line -> line.verdict() == verdict).toList();
        }
    }

    private static Planted planted(Door door, Wire full, Target target) throws IOException, InterruptedException {
        var ask = door.ask().apply(door.secret().there());
        Secret resource = target.resource();
        JsonNode hidden = Objects.requireNonNull(
                target.all().get(resource.type() + "/" + resource.there().id()));
        if (door.kind() == Door.Kind.FOREIGN_LINK) {
            ask = Wire.Ask.get(Wire.next(full.send(ask).json()).getFirst());
        }
        Way usual = door.kind() == Door.Kind.FOREIGN_LINK ? Way.AS_FULL_WITH_IT : Way.AS_FULL;
        return new Planted(ask, OTHER_WAYS.getOrDefault(door.name(), usual), hidden);
    }

    @Test
    void whatIsWithheldFromANurseShowsThroughNoDoorAndEachPlantedLeakIsFound()
            throws IOException, InterruptedException {
        new Round(NURSE, false, arranged.observation()).run();
    }

    @Test
    void whatIsHiddenFromAPatientShowsThroughNoDoorAndEachPlantedLeakIsFound()
            throws IOException, InterruptedException {
        new Round(PATIENT, true, arranged.condition()).run();
    }

    @Test
    void anAnswerThatComesLateIsALeak() throws IOException, InterruptedException {
        String full = arranged.token(DOCTOR);
        try (var proxy = new LeakyProxy(server.address(), full);
                var seeing = new Wire(proxy.address() + "/fhir", full);
                var asking = new Wire(proxy.address() + "/fhir", arranged.token(PATIENT))) {
            var callers = new Target.Callers(seeing, asking);
            Target target = Target.find(callers, arranged.patient(), arranged.condition(), new SecureRandom())
                    .orElseThrow();
            List<Door> doors = ReadingDoors.of(target);
            var timing = new Timing(asking, new SecureRandom(), Timing.Effort.ROBUST);
            var suite = new Suite(callers, target, true, Optional.of(timing));
            List<Door> timed = doors.stream()
                    .filter(Door::isTimed)
                    .filter(each ->
                            LONG || List.of("read", "search by its value").contains(each.name()))
                    .toList();
            JsonNode any = target.visible().values().iterator().next();
            for (Door door : timed) {
                proxy.plant(new Planted(door.ask().apply(door.secret().there()), Way.LATE, any));
                Line line = suite.run(List.of(door)).getFirst();

                assertEquals(
                        offered(suite, door, proxy) ? Verdict.LEAK : Verdict.NOT_OFFERED, line.verdict(), door.name());
            }
        }
    }

    private static boolean offered(Suite suite, Door door, LeakyProxy proxy) throws IOException, InterruptedException {
        proxy.mend();
        return suite.run(List.of(door)).getFirst().verdict() != Verdict.NOT_OFFERED;
    }

    @Test
    void theCommandFindsNothingInTheServerAsItIs() throws IOException, InterruptedException {
        Path config = folder.resolve("hidden.yaml");
        Files.writeString(
                config,
                "patient: " + arranged.patient() + "\nfull: " + arranged.token(DOCTOR) + "\nlimited: "
                        + arranged.token(PATIENT) + "\nmode: HIDDEN\nwrites: true\nresource: " + arranged.condition()
                        + "\nwithdrawal:\n" + arranged.withdrawal(PATIENT, CONSULTANT));
        List<String> arguments =
                new ArrayList<>(List.of("leaktest", server.address() + "/fhir", "--config", config.toString()));
        if (LONG) {
            arguments.add("--strict");
        }
        var out = new StringWriter();
        var err = new StringWriter();

        int status = new CommandLine(Main.commandLine(Clock.systemUTC()).getCommandSpec())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));

        assertEquals(0, status, () -> out + "\n" + err);
        assertTrue(out.toString().contains(" 0 leaks"), out::toString);
        assertTrue(out.toString().contains("next link after withdrawal           TIGHT"), out::toString);
        assertTrue(out.toString().contains("a hidden version"), out::toString);
    }
}
