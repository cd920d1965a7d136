package org.suwen.fhir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.suwen.classification.Coding;
import org.suwen.classification.Flag;
import org.suwen.classification.Item;
import org.suwen.classification.Labeller;
import org.suwen.classification.Labels;
import org.suwen.formats.labels.LabelRulesFiles;

/**
 * Measures structure check, scan and labelling over a folder of bundles, and prints a table of the labels they get.
 * Arguments: the folder of bundles, the folder of label rules.
 */
final class LabelBenchMain {
    private static final int ROUNDS = 6;

    private LabelBenchMain() {}

    public static void main(String[] args) throws IOException {
        Labeller labeller = new Labeller(LabelRulesFiles.read(Path.of(args[1])));
        List<byte[]> resources = new ArrayList<>();
        Map<String, List<Coding>> medications = new HashMap<>();
        for (Path file : bundles(Path.of(args[0]))) {
            Bundles bundle = Bundles.read(Files.readAllBytes(file));
            for (Bundles.Entry entry : bundle.entries()) {
                byte[] resource = bundle.resource(entry);
                resources.add(Rewriting.rewrite(
                        resource, new Rewriting.Stamp("x", 1, Instant.EPOCH), ReferenceResolver.NONE));
                if (entry.type().equals("Medication")) {
                    medications.put(entry.fullUrl(), FhirScan.of(resource).codings());
                }
            }
        }
        table(resources, medications, labeller);
        for (int round = 0; round < ROUNDS; round++) {
            measure(resources, labeller);
        }
    }

    /** Time of this thread on a processor, so that neighbours on the machine do not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<Path> bundles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static void measure(List<byte[]> resources, Labeller labeller) {
        long bytes = 0;
        long issues = 0;
        long start = cpu();
        for (byte[] resource : resources) {
            issues += StructureCheck.check(resource).size();
            bytes += resource.length;
        }
        long checked = cpu();
        List<FhirScan> scans = new ArrayList<>(resources.size());
        for (byte[] resource : resources) {
            scans.add(FhirScan.of(resource));
        }
        long scanned = cpu();
        long grades = 0;
        for (FhirScan scan : scans) {
            grades += labeller.label(scan.item()).labels().encode().length;
        }
        long labelled = cpu();
        int count = resources.size();
        System.out.printf(
                Locale.ROOT,
                "%d resources, %d B on average: check %.1f µs, scan %.1f µs, label and encode %.1f µs; %d issues, %d label bytes on average%n",
                count,
                bytes / count,
                (checked - start) / 1e3 / count,
                (scanned - checked) / 1e3 / count,
                (labelled - scanned) / 1e3 / count,
                issues,
                grades / count);
    }

    private static void table(List<byte[]> resources, Map<String, List<Coding>> medications, Labeller labeller) {
        Map<String, Integer> rows = new TreeMap<>();
        Map<String, Integer> unknown = new TreeMap<>();
        for (byte[] resource : resources) {
            for (FhirIssue issue : StructureCheck.check(resource)) {
                unknown.merge(
                        "issue " + issue.path().replaceAll("\\[\\d+\\]", "") + ": " + issue.message(), 1, Integer::sum);
            }
            FhirScan scan = FhirScan.of(resource);
            Item item = scan.item();
            for (FhirScan.Reference reference : scan.references()) {
                if (reference.path().equals("medicationReference")) {
                    item = scan.with("medicationReference", medications.getOrDefault(reference.reference(), List.of()));
                }
            }
            var labelling = labeller.label(item);
            Labels labels = labelling.labels();
            List<String> marks = labels.flags().stream()
                    .filter(flag -> flag != Flag.PERSONAL_INFORMATION && flag != Flag.SENSITIVE)
                    .map(Flag::name)
                    .toList();
            rows.merge(
                    "%-24s L%d %-10s %-8s>%-8s %s %s %s"
                            .formatted(
                                    scan.type(),
                                    labels.grade(),
                                    labels.level(),
                                    labels.granularity(),
                                    labels.floor(),
                                    labels.dataClasses(),
                                    labels.specialDiseases(),
                                    marks),
                    1,
                    Integer::sum);
            labelling.evidence().stream()
                    .filter(evidence -> evidence.label().equals("flag:UNKNOWN_CODE"))
                    .forEach(evidence -> unknown.merge(
                            "unknown " + scan.type() + "." + evidence.path() + " " + evidence.code(), 1, Integer::sum));
        }
        rows.forEach((row, count) -> System.out.println(count + "\t" + row));
        unknown.forEach((row, count) -> System.out.println(count + "\t" + row));
    }
}
