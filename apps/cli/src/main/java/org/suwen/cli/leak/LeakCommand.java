package org.suwen.cli.leak;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code suwen leaktest}: tries every door of a FHIR server for what it hides. */
@Command(
        name = "leaktest",
        mixinStandardHelpOptions = true,
        description = {
            "Tries, as somebody who may see a part of a record, every door of a FHIR server for the rest of it.",
            "The configuration is YAML: `patient` (an id), `full` and `limited` (bearer tokens), `resource` (the hidden"
                    + " one as Type/id; found by comparing when left out), `mode` (WITHHELD: it may"
                    + " be told that something is withheld; HIDDEN: it must look as if it weren't there), `writes` (true"
                    + " tries writes too; a leaky server may then change data),"
                    + " `withdrawal` (`holder`, a token, keeps a link to a next page while `token` sends `method`, `path`"
                    + " and `body`, by which the holder's right ends)."
        })
public final class LeakCommand implements Callable<Integer> {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final RandomGenerator random = new SecureRandom();

    @Parameters(paramLabel = "URL", description = "The FHIR base address.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String url;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Whose record, and the two callers.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--strict",
            description = "Looks for small differences in time too; on a quiet machine, and it takes long.")
    private boolean strict;

    private record Config(
            String patient,
            String full,
            String limited,
            String resource,
            boolean hidden,
            boolean writes,
            Optional<Withdrawal> withdrawal) {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Config read = read(config);
            String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            try (var full = new Wire(base, read.full());
                    var limited = new Wire(base, read.limited())) {
                var callers = new Target.Callers(full, limited);
                Optional<Target> target = Target.find(callers, read.patient(), read.resource(), random);
                if (target.isEmpty()) {
                    err.println(
                            "suwen: nothing to look for: the limited caller sees every coded resource that the full one"
                                    + " sees");
                    return 2;
                }
                Timing.Effort effort = strict ? Timing.Effort.STRICT : Timing.Effort.ROBUST;
                var suite = new Suite(
                        callers, target.get(), read.hidden(), Optional.of(new Timing(limited, random, effort)));
                return report(suite, base, target.get(), read);
            }
        } catch (IOException | IllegalArgumentException failed) {
            err.println("suwen: " + failed.getMessage());
            return 2;
        }
    }

    private int report(Suite suite, String base, Target target, Config read) throws IOException, InterruptedException {
        List<Door> doors = new ArrayList<>(ReadingDoors.of(target));
        if (read.writes()) {
            doors.addAll(WritingDoors.of(target));
        }
        List<Suite.Line> lines = new ArrayList<>(suite.run(doors));
        if (read.withdrawal().isPresent()) {
            lines.add(read.withdrawal().get().line(base, target.patient()));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-36s %-12s %s%n", "door", read.hidden() ? "HIDDEN" : "WITHHELD", "what came");
        lines.forEach(line -> out.printf("%-36s %-12s %s%n", line.door(), line.verdict(), line.note()));
        long leaks = count(lines, Suite.Verdict.LEAK);
        out.printf(
                "%d doors: %d tight, %d leaks, %d not offered; looked for a hidden %s%s%s among %d resources%n",
                lines.size(),
                count(lines, Suite.Verdict.TIGHT),
                leaks,
                count(lines, Suite.Verdict.NOT_OFFERED),
                target.resource().type(),
                target.element().isPresent() ? ", a hidden element" : "",
                target.version().isPresent() ? ", a hidden version" : "",
                target.all().size());
        out.flush();
        return leaks == 0 ? 0 : 1;
    }

    private static long count(List<Suite.Line> lines, Suite.Verdict verdict) {
        return lines.stream().filter(line -> line.verdict() == verdict).count();
    }

    private static Config read(Path file) throws IOException {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            String mode = tree.path("mode").asString("WITHHELD");
            if (!mode.equals("WITHHELD") && !mode.equals("HIDDEN")) {
                throw new IllegalArgumentException("`mode` in `" + file + "` is WITHHELD or HIDDEN");
            }
            return new Config(
                    text(tree, "patient", file),
                    text(tree, "full", file),
                    text(tree, "limited", file),
                    tree.path("resource").asString(""),
                    mode.equals("HIDDEN"),
                    tree.path("writes").asBoolean(false),
                    Withdrawal.of(tree.path("withdrawal"), file));
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("`" + file + "` is not YAML that can be read", malformed);
        }
    }

    static String text(JsonNode tree, String name, Path file) {
        String text = tree.path(name).asString("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("`" + file + "` does not say `" + name + "`");
        }
        return text;
    }
}
