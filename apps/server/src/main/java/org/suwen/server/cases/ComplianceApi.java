package org.suwen.server.cases;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.formats.catalogue.Catalogue;
import org.suwen.formats.catalogue.Shown;

/** Tells over HTTP which rules of the catalogue are carried out, and by which cases that is shown. */
@RestController
public class ComplianceApi {

    private final Page page;

    /** The states of {@code catalogue} as far as cases have {@code shown} them. */
    public ComplianceApi(Catalogue catalogue, Shown shown) {
        this.page = new Page(
                CompliancePage.counts(catalogue, shown),
                shown.pairs(),
                catalogue.sections().stream()
                        .map(section -> section(section, shown))
                        .toList(),
                shown.unmissed());
    }

    /** All of it: counts by state, sections, and the rules that no case misses. */
    public record Page(
            Map<Shown.State, Integer> counts, int pairs, List<Section> sections, SortedSet<String> unmissed) {}

    /** A section. */
    public record Section(String id, Name title, List<Row> rules) {}

    /** A name in both languages. */
    public record Name(String zh, String en) {}

    /** A rule with its state. */
    public record Row(
            String id, String title, Catalogue.Kind kind, Shown.State state, SortedSet<String> cases, String note) {}

    private static Section section(Catalogue.Section section, Shown shown) {
        List<Row> rows = section.rows().entrySet().stream()
                .map(each -> {
                    Shown.Line line = shown.line(each.getKey(), each.getValue());
                    return new Row(
                            each.getKey(),
                            each.getValue().title(),
                            each.getValue().kind(),
                            line.state(),
                            line.cases(),
                            line.note());
                })
                .toList();
        return new Section(section.id(), new Name(section.zh(), section.en()), rows);
    }

    /** Every id of the catalogue with its state. */
    @GetMapping("/api/compliance")
    public Page compliance() {
        return page;
    }
}
