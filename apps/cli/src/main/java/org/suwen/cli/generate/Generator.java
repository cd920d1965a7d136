package org.suwen.cli.generate;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.suwen.cli.generate.Population.Place;
import org.suwen.cli.generate.record.PatientBundle;
import org.suwen.cli.generate.record.RawRecord;
import org.suwen.cli.progress.Progress;

/**
 * Makes a set of patients. All work happens in a folder beside the target, which takes the target's place at the end: an
 * interrupted run leaves nothing behind that looks finished.
 */
final class Generator {

    /** Synthea takes about a gigabyte a process. */
    private static final int MOST_PROCESSES = 4;

    private final GenerateOrder order;
    private final SyntheaClassPath synthea;
    private final PrintWriter messages;

    Generator(GenerateOrder order, SyntheaClassPath synthea, PrintWriter messages) {
        this.order = order;
        this.synthea = synthea;
        this.messages = messages;
    }

    /** Generates the set into the ordered folder, replacing an earlier set there. */
    void generate() throws IOException, InterruptedException {
        String classPath = synthea.resolve();
        Files.createDirectories(order.out().getParent());
        Path work = Files.createTempDirectory(
                order.out().getParent(), "." + order.out().getFileName() + ".part-");
        try (Synthea processes = new Synthea(classPath, order);
                Progress progress = Progress.of("generating patients", 2 * order.patients(), messages)) {
            Thread stopper = new Thread(() -> {
                processes.stop();
                delete(work);
            });
            Runtime.getRuntime().addShutdownHook(stopper);
            try {
                Path set = Files.createDirectories(work.resolve("set"));
                write(simulate(processes, work.resolve("raw"), progress), set, progress);
                replace(set);
            } finally {
                Runtime.getRuntime().removeShutdownHook(stopper);
            }
        } finally {
            delete(work);
        }
    }

    private Map<String, List<Path>> simulate(Synthea processes, Path raw, Progress progress)
            throws InterruptedException {
        int parallel = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_PROCESSES);
        Map<String, Future<List<Path>>> runs = new TreeMap<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(parallel)) {
            for (Cohort cohort : Cohort.plan(order.patients())) {
                runs.put(
                        cohort.name(),
                        executor.submit(() -> processes.run(cohort, raw.resolve(cohort.name()), progress)));
            }
            Map<String, List<Path>> files = new TreeMap<>();
            for (Map.Entry<String, Future<List<Path>>> run : runs.entrySet()) {
                files.put(run.getKey(), run.getValue().get());
            }
            return files;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GenerateException told) {
                throw told;
            }
            throw new GenerateException("Synthea could not be run", e);
        }
    }

    private void write(Map<String, List<Path>> rawByCohort, Path set, Progress progress) throws IOException {
        Population population = new Population(order);
        Files.createDirectories(set.resolve("patients"));
        List<HospitalFile.Line> lines = new ArrayList<>();
        for (Place place : population.places(rawByCohort)) {
            RawRecord raw = RawRecord.read(place.raw());
            PatientBundle bundle = population.bundle(place.index(), raw, place.episode());
            Files.writeString(set.resolve("patients").resolve(bundle.identity().record() + ".json"), text(bundle));
            lines.add(new HospitalFile.Line(
                    bundle.identity().record(), bundle.identity().name().full(), place.episode()));
            progress.step();
        }
        Files.writeString(set.resolve("hospital.yaml"), HospitalFile.write(order, lines));
    }

    private static String text(PatientBundle bundle) {
        try {
            return bundle.text();
        } catch (IllegalStateException e) {
            throw new GenerateException("nothing is written: " + e.getMessage(), e);
        }
    }

    private void replace(Path set) throws IOException {
        Path out = order.out();
        Path old = set.resolveSibling("replaced");
        if (Files.exists(out)) {
            Files.move(out, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(set, out, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
