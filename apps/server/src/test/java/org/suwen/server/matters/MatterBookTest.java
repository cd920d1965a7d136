package org.suwen.server.matters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.matter.MatterCheck;
import org.suwen.decision.matter.MatterKind;
import org.suwen.formats.catalogue.Catalogue;
import org.suwen.formats.catalogue.CatalogueFiles;
import org.suwen.formats.yaml.FormatException;

class MatterBookTest {

    private static final Path RULEBOOK = Path.of("../../rulebook");
    private static final String HEAD = "matters:\n";

    @Test
    void everyRuleOfTheShippedBookStandsInTheCatalogue() {
        MatterBook book = MatterBook.find(RULEBOOK);
        Catalogue catalogue = CatalogueFiles.read(RULEBOOK.resolve("catalogue"));

        assertThat(book.kinds()).hasSizeGreaterThan(10);
        book.kinds().values().forEach(kind -> {
            assertThat(catalogue.row(kind.open().rule())).as(kind.name()).isPresent();
            kind.open()
                    .needs()
                    .values()
                    .forEach(need -> assertThat(catalogue.row(need.rule()))
                            .as(kind.name() + " " + need.rule())
                            .isPresent());
            kind.steps()
                    .values()
                    .forEach(step -> step.needs()
                            .values()
                            .forEach(need -> assertThat(catalogue.row(need.rule()))
                                    .as(kind.name() + " " + need.rule())
                                    .isPresent()));
        });
    }

    @Test
    void aStageNoStepLeadsToIsRefusedAtItsPlace() {
        assertThatThrownBy(() -> MatterBook.read("m.yaml", HEAD + """
                  X:
                    title: {zh: x, en: x}
                    open: {rule: RGT-01, to: A, by: [PATIENT]}
                    steps:
                      GO: {rule: RGT-01, from: [B], to: C, by: [PATIENT]}
                """))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("m.yaml:6")
                .hasMessageContaining("stage `B`");
    }

    @Test
    void aMisspeltWordIsRefusedAtItsPlace() {
        assertThatThrownBy(() -> MatterBook.read("m.yaml", HEAD + "  X: {titel: {zh: x, en: x}}\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("m.yaml:2");
    }

    @Test
    void anApproverIsSomebodyElse() {
        MatterKind kind =
                Objects.requireNonNull(MatterBook.find(RULEBOOK).kinds().get("DISCLOSURE"));
        Map<String, String> facts = Map.of(
                "ground",
                "OTHER_LAW",
                "account",
                "judge",
                "until",
                "2025-06-12T00:00:00+08:00",
                "article",
                "1",
                "approver",
                "OFF");

        List<Defect> own = MatterCheck.open(kind, new MatterCheck.Said(MatterKind.Party.OFFICER, "OFF", facts));
        List<Defect> other = MatterCheck.open(kind, new MatterCheck.Said(MatterKind.Party.OFFICER, "OFF-2", facts));

        assertThat(own).extracting(Defect::rule).containsExactly("AGR-25");
        assertThat(other).isEmpty();
    }
}
