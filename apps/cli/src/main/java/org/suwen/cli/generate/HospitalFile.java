package org.suwen.cli.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.cli.generate.record.Episode;
import org.suwen.cli.generate.record.Episode.Guardian;

/** Writes hospital.yaml: the fixed part, the day the set was made for, patients, accounts and devices. */
final class HospitalFile {

    private static final String SENSORS =
            "{code: heart-rate, title: {zh: 心率, en: Heart rate}, on: true}, {code: steps, title: {zh: 步数, en: Steps}, on: true},"
                    + " {code: sleep, title: {zh: 睡眠, en: Sleep}, on: true}, {code: location, title: {zh: 位置, en: Location}, on: false}";

    private final StringBuilder text = new StringBuilder();

    private HospitalFile() {}

    /** A patient's line: record number, full name, and the part in the story. */
    record Line(String record, String name, Optional<Episode> episode) {}

    static String write(GenerateOrder order, List<Line> patients) {
        HospitalFile file = new HospitalFile();
        file.text.append(Library.hospitalText());
        file.line("# the day this set is current for; an importer may move all dates by whole days from here");
        file.line("asOf: %s".formatted(order.now()));
        file.line("generator: {seed: %d, patients: %d, years: %d, claims: %d}"
                .formatted(order.seed(), order.patients(), order.years(), order.claims()));
        file.line("");
        file.line("patients:");
        patients.forEach(patient -> file.line(patient(patient)));
        file.line("");
        file.line("# accounts of patients and guardians; wards are record numbers");
        file.line("accounts:");
        accounts(patients).forEach(file::line);
        file.line("");
        file.line("devices:");
        devices(patients).forEach(file::line);
        return file.text.toString();
    }

    private static String patient(Line patient) {
        String account = patient.episode()
                .map(Episode::account)
                .map(name -> ", account: " + name)
                .orElse("");
        String guardians =
                patient.episode().map(Episode::guardian).map(Guardian::account).orElse("");
        String story =
                patient.episode().map(episode -> ", story: " + episode.story()).orElse("");
        return "  - {record: %s, bundle: patients/%s.json%s, guardians: [%s]%s}"
                .formatted(patient.record(), patient.record(), account, guardians, story);
    }

    private static List<String> accounts(List<Line> patients) {
        List<String> lines = new ArrayList<>();
        for (Line patient : patients) {
            patient.episode()
                    .map(Episode::account)
                    .ifPresent(account -> lines.add("  - {id: %s, name: %s, role: PATIENT, patient: %s}"
                            .formatted(account, patient.name(), patient.record())));
            patient.episode()
                    .map(Episode::guardian)
                    .ifPresent(guardian -> lines.add("  - {id: %s, name: %s, role: GUARDIAN, wards: [%s]}"
                            .formatted(guardian.account(), guardian.family() + guardian.given(), patient.record())));
        }
        return lines;
    }

    private static List<String> devices(List<Line> patients) {
        return patients.stream()
                .filter(patient -> patient.episode()
                        .filter(episode -> episode.story().equals("TUMOUR") || episode.isOrdinary())
                        .isPresent())
                .map(patient ->
                        "  - {id: watch.%s, owner: %s, kind: WATCH, name: {zh: 健康手表, en: Health watch}, activated: true, sensors: [%s]}"
                                .formatted(
                                        patient.episode().map(Episode::account).orElse(patient.record()),
                                        patient.record(),
                                        SENSORS))
                .toList();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
