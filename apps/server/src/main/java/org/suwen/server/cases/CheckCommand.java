package org.suwen.server.cases;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.suwen.classification.LabelRules;
import org.suwen.decision.Rulebook;
import org.suwen.formats.cases.Case;
import org.suwen.formats.cases.CaseFiles;
import org.suwen.formats.catalogue.Catalogue;
import org.suwen.formats.catalogue.CatalogueFiles;
import org.suwen.formats.catalogue.Shown;
import org.suwen.formats.catalogue.ShownFile;
import org.suwen.formats.labels.LabelRulesFiles;
import org.suwen.formats.rulebook.RulebookFiles;
import org.suwen.formats.yaml.FormatException;
import org.suwen.server.command.Arguments;
import org.suwen.server.wiring.RulebookFolder;

/**
 * {@code suwen check PATH}: carries out the cases of a file or folder against the real services on a real database.
 *
 * <p>Prints what differs and ends with {@code N passed, N failed}. {@code --only ID} picks one case; {@code --html FILE}
 * writes a page for people, {@code --junit FILE} one for build servers, {@code --compliance FILE} and {@code --states
 * FILE} which rules of the catalogue the cases show, for people and for a running server.
 */
public final class CheckCommand {

    private static final int DIFFERENT = 1;
    private static final int MISUSED = 64;

    private final Arguments arguments;

    private CheckCommand(Arguments arguments) {
        this.arguments = arguments;
    }

    /** Runs the command and returns the exit status: 0 when all passed, 1 when something differs, 64 when misused. */
    public static int run(Arguments arguments, PrintStream out, PrintStream err) {
        if (arguments.words().size() != 1) {
            err.println("name one folder or file of cases, for instance `check testdata/cases`");
            return MISUSED;
        }
        Path path = Path.of(arguments.words().getFirst());
        if (!Files.exists(path)) {
            err.println("there is no `" + path + "`");
            return MISUSED;
        }
        List<Case> cases;
        try {
            cases = chosen(
                    CaseFiles.read(path),
                    Optional.ofNullable(arguments.options().get("only")));
        } catch (FormatException wrong) {
            err.println(wrong.getMessage());
            return DIFFERENT;
        }
        if (cases.isEmpty()) {
            err.println("there is no such case in `" + path + "`");
            return MISUSED;
        }
        return new CheckCommand(arguments).check(cases, out);
    }

    private static List<Case> chosen(List<Case> all, Optional<String> only) {
        return all.stream()
                .filter(each -> only.map(each.id()::equals).orElse(true))
                .toList();
    }

    private int check(List<Case> cases, PrintStream out) {
        LoggingSystem.get(CheckCommand.class.getClassLoader()).setLogLevel(null, LogLevel.OFF); // faults are steps here
        Path rules = RulebookFolder.find();
        Rulebook rulebook = RulebookFiles.read(rules);
        LabelRules labels = LabelRulesFiles.read(rules.resolve("labels"));
        var random = new SecureRandom();
        var shared = new CaseHospital.Shared(rulebook, labels, new CaseKeys(random), random);
        List<CaseRun.Report> reports;
        try (var databases = new CaseDatabases()) {
            reports = new CaseFolder(shared, databases).run(cases, report -> print(report, out));
        }
        Catalogue catalogue = CatalogueFiles.read(rules.resolve("catalogue"));
        var told = new CheckReports(reports, catalogue);
        write("html", told::html);
        write("junit", told::junit);
        if (option("compliance").isPresent() || option("states").isPresent()) {
            compliance(catalogue, rulebook, reports);
        }
        long passed = reports.stream().filter(CaseRun.Report::passed).count();
        long failed = reports.size() - passed;
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : DIFFERENT;
    }

    private static void print(CaseRun.Report report, PrintStream out) {
        if (report.passed()) {
            return;
        }
        out.println(report.what().id() + ": " + report.what().title());
        report.differences().forEach(each -> out.println("  " + each.at() + ": " + each.text()));
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(arguments.options().get(name));
    }

    private void write(String option, Supplier<String> text) {
        option(option).ifPresent(file -> write(Path.of(file), text.get()));
    }

    /** The page for people, and the states for a running server. */
    private void compliance(Catalogue catalogue, Rulebook rulebook, List<CaseRun.Report> reports) {
        Shown shown = Compliance.of(rulebook, catalogue, reports);
        write("compliance", () -> new CompliancePage(catalogue, shown).text());
        write("states", () -> ShownFile.text(shown));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException("`" + file + "` can't be written", failed);
        }
    }
}
