package org.suwen.server.cases;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.decision.Duty;
import org.suwen.formats.cases.Expect;
import org.suwen.formats.catalogue.Catalogue;

/** Writes what came of cases for others: JUnit's XML for build servers, a page a lawyer can read. */
final class CheckReports {

    private final List<CaseRun.Report> reports;
    private final Catalogue catalogue;

    /** Reports on cases; rules are called by the titles of {@code catalogue}. */
    CheckReports(List<CaseRun.Report> reports, Catalogue catalogue) {
        this.reports = reports;
        this.catalogue = catalogue;
    }

    /** JUnit's XML: one suite a case file, one test a case. */
    String junit() {
        SortedMap<String, StringBuilder> suites = new TreeMap<>();
        SortedMap<String, int[]> counts = new TreeMap<>();
        for (CaseRun.Report report : reports) {
            String file = report.what().at().file();
            int[] count = counts.computeIfAbsent(file, none -> new int[2]);
            count[0]++;
            count[1] += report.passed() ? 0 : 1;
            StringBuilder suite = suites.computeIfAbsent(file, none -> new StringBuilder());
            suite.append("    <testcase classname=\"").append(escaped(file));
            suite.append("\" name=\"").append(escaped(title(report))).append('"');
            if (report.passed()) {
                suite.append("/>\n");
            } else {
                suite.append(">\n      <failure message=\"").append(escaped(differences(report)));
                suite.append("\"/>\n    </testcase>\n");
            }
        }
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        suites.forEach((file, suite) -> {
            int[] count = counts.getOrDefault(file, new int[2]);
            text.append("  <testsuite name=\"").append(escaped(file));
            text.append("\" tests=\"").append(count[0]).append("\" failures=\"").append(count[1]);
            text.append("\">\n").append(suite).append("  </testsuite>\n");
        });
        return text.append("</testsuites>\n").toString();
    }

    /** A page that needs nothing but a browser: what was asked, what came, and on which rules it rests. */
    String html() {
        long failed = reports.stream().filter(report -> !report.passed()).count();
        var text = new StringBuilder(HEAD);
        text.append("<p>").append(reports.size() - failed).append(" cases came out as expected, ");
        text.append(failed).append(" did not.</p>\n");
        for (CaseRun.Report report : reports) {
            text.append("<section class=\"")
                    .append(report.passed() ? "passed" : "failed")
                    .append("\">\n<h2>");
            text.append(escaped(title(report))).append("</h2>\n<ul class=\"rules\">\n");
            report.what()
                    .rules()
                    .forEach(
                            id -> text.append("<li>").append(escaped(named(id))).append("</li>\n"));
            text.append("</ul>\n");
            steps(report, text);
            report.differences()
                    .forEach(each -> text.append("<p class=\"difference\">")
                            .append(escaped(each.at() + ": " + each.text()))
                            .append("</p>\n"));
            text.append("</section>\n");
        }
        return text.append("</main></body></html>\n").toString();
    }

    private static void steps(CaseRun.Report report, StringBuilder text) {
        text.append("<table><tr><th>Step</th><th>Expected</th><th>Came</th><th>Rules it rests on</th></tr>\n");
        for (CaseRun.Recorded each : report.recorded()) {
            text.append("<tr><td>").append(escaped(each.what())).append("</td><td>");
            text.append(escaped(expected(each.expect()))).append("</td><td>");
            text.append(escaped(came(each.came()))).append("</td><td>");
            text.append(escaped(String.join(", ", each.came().catalogue()))).append("</td></tr>\n");
        }
        text.append("</table>\n");
    }

    private String named(String id) {
        return id + catalogue.row(id).map(row -> ": " + row.title()).orElse("");
    }

    private static String title(CaseRun.Report report) {
        return report.what().id() + ": " + report.what().title();
    }

    private static String expected(Expect expect) {
        var text = new StringBuilder();
        expect.outcome().ifPresent(text::append);
        expect.reason().ifPresent(each -> text.append(" (").append(each).append(')'));
        expect.ground().ifPresent(each -> text.append(", ground ").append(each));
        expect.basis().ifPresent(each -> text.append(", basis ").append(each));
        expect.duties().forEach(each -> text.append(", ").append(duty(each)));
        expect.shown().forEach(each -> text.append(", shows ").append(each));
        expect.withheld()
                .forEach((data, why) -> text.append(", withholds ")
                        .append(data)
                        .append(" (")
                        .append(why)
                        .append(')'));
        return text.toString();
    }

    private static String came(Came came) {
        var text = new StringBuilder(came.outcome().name());
        text.append(came.reasons().isEmpty() ? "" : " " + came.reasons());
        text.append(came.told().isEmpty() ? "" : ": " + came.told());
        text.append(came.ground().isEmpty() ? "" : ", ground " + came.ground());
        text.append(came.basis().isEmpty() ? "" : ", basis " + came.basis());
        came.duties().forEach(each -> text.append(", ").append(duty(each)));
        return text.toString();
    }

    private static String duty(Duty duty) {
        Map<String, String> parameters = new TreeMap<>(duty.parameters());
        return duty.kind() + (parameters.isEmpty() ? "" : " " + parameters);
    }

    private static String differences(CaseRun.Report report) {
        return String.join(
                "; ",
                report.differences().stream()
                        .map(each -> each.at() + ": " + each.text())
                        .toList());
    }

    /** What XML and HTML both take; characters XML has no place for are left out. */
    static String escaped(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            switch (each) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n' -> safe.append("&#10;");
                default -> safe.append(each < ' ' ? "" : Character.toString(each));
            }
        });
        return safe.toString();
    }

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Legal cases</title><style>
            body { font: 16px/1.5 system-ui, sans-serif; color: #1f2430; margin: 0; background: #f5f6f8; }
            main { max-width: 70rem; margin: 0 auto; padding: 2rem; }
            section { background: #fff; border-left: 6px solid #2e7d32; padding: 1rem 1.5rem; margin: 1rem 0; }
            section.failed { border-color: #c62828; }
            h2 { font-size: 1.05rem; margin: 0; } .rules { color: #5b6475; margin: .2rem 0 .6rem; }
            table { border-collapse: collapse; width: 100%; font-size: .9rem; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-top: 1px solid #e3e6ec; }
            .difference { color: #c62828; margin: .4rem 0 0; }
            </style></head><body><main><h1>Legal cases</h1>
            """;
}
