package org.suwen.formats.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.formats.cases.CaseFiles;
import org.suwen.formats.rulebook.RulebookFiles;

class CatalogueFilesTest {

    private static final Path RULEBOOK = Path.of("../../rulebook");
    private static final Catalogue CATALOGUE = CatalogueFiles.read(RULEBOOK.resolve("catalogue"));

    /** Sections whose every open row says why. */
    private static final Set<String> EXPLAINED =
            Set.of("ACC", "AGR", "CLS", "CNS", "COL", "CON", "DIC", "DOC", "PAT", "RGT");

    @TempDir
    private Path folder;

    @Test
    void holdsEveryIdOnceWithAShortTitle() {
        Set<String> ids = new HashSet<>();
        CATALOGUE
                .sections()
                .forEach(section -> section.rows().forEach((id, row) -> {
                    assertThat(ids.add(id)).as(id).isTrue();
                    assertThat(row.title().length()).as(id).isBetween(8, 110);
                }));

        assertThat(CATALOGUE.sections()).hasSize(42);
        assertThat(ids).hasSizeGreaterThan(1_250);
    }

    @Test
    void knowsEveryIdThatRulesAndCasesName() {
        Set<String> named = new TreeSet<>();
        RulebookFiles.read(RULEBOOK).rules().forEach(rule -> named.addAll(rule.catalogue()));
        CaseFiles.read(Path.of("../../testdata/cases")).forEach(each -> named.addAll(each.rules()));

        assertThat(named).allSatisfy(id -> assertThat(CATALOGUE.row(id)).as(id).isPresent());
    }

    @Test
    void saysOfEachOpenRowOfTheseSectionsWhy() {
        Shown shown = ShownFile.read(RULEBOOK.resolve("compliance.yaml"));
        Set<String> silent = new TreeSet<>();
        for (Catalogue.Section section : CATALOGUE.sections()) {
            section.rows().forEach((id, row) -> {
                boolean open = shown.line(id, row).state() == Shown.State.OPEN;
                if (EXPLAINED.contains(section.id()) && open && row.open().isEmpty()) {
                    silent.add(id);
                }
            });
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void writesWhatItReads() throws IOException {
        var line = new Shown.Line(Shown.State.ENFORCED, new TreeSet<>(List.of("T-1", "T-2")), "");
        var open = new Shown.Line(Shown.State.OPEN, new TreeSet<>(), "no permit beside it");
        var lines = new TreeMap<String, Shown.Line>();
        lines.put("DOC-01", line);
        lines.put("DOC-02", open);
        var shown = new Shown(lines, new TreeSet<>(List.of("DOC-02.author")), 3);
        Path file = Files.writeString(folder.resolve("shown.yaml"), ShownFile.text(shown));

        assertThat(ShownFile.read(file)).isEqualTo(shown);
    }

    @Test
    void refusesAnIdOfAnotherSection() throws IOException {
        Files.writeString(
                folder.resolve("doc.yaml"),
                "section: DOC\ntitle: {zh: a, en: b}\nrules:\n  PAT-01: {title: somewhere else}\n");

        assertThatThrownBy(() -> CatalogueFiles.read(folder))
                .hasMessageContaining("doc.yaml:4:11: `PAT-01` is no id of the section `DOC`; write it like DOC-01");
    }
}
