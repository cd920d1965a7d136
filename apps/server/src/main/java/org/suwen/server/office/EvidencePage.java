package org.suwen.server.office;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.suwen.server.paper.Paper;
import org.suwen.server.paper.Section;

/**
 * The readable account of an evidence package, in Chinese: a page for a browser and a paper to print, of the same words.
 * What they say is proven by the files beside them.
 */
public final class EvidencePage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");
    private static final String TITLE = "操作记录证据";

    private final ZoneId zone;

    /** Pages with times of this zone. */
    public EvidencePage(ZoneId zone) {
        this.zone = zone;
    }

    /** The page for a browser. */
    String text(String origin, String reason, List<Explanations.Full> entries) {
        var text = new StringBuilder("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
                + "<title>" + TITLE + "</title><style>body{font-family:serif;max-width:60em;margin:2em auto}"
                + "table{border-collapse:collapse;width:100%;margin-bottom:1.5em;page-break-inside:avoid}"
                + "td,th{border:1px solid #888;padding:.3em .6em;text-align:left;vertical-align:top}th{width:9em}"
                + "</style></head><body><h1>" + TITLE + "</h1>");
        introduction(origin, reason, entries.size())
                .lines()
                .forEach(line -> text.append("<p>").append(escaped(line)).append("</p>"));
        sections(entries).forEach(section -> text.append(table(section)));
        return text.append("</body></html>\n").toString();
    }

    /** The paper to print, with its fonts in it. */
    byte[] paper(String origin, String reason, List<Explanations.Full> entries) {
        return Paper.of(TITLE, introduction(origin, reason, entries.size()), sections(entries), origin);
    }

    private static String introduction(String origin, String reason, int count) {
        return "账本：" + origin + "\n出具事由：" + reason + "\n共 " + count + " 条。本件供阅读；每条是否真实、是否被改动，"
                + "以同包的证明文件核验为准（suwen verify --package）。内容只说明素问之下的操作。";
    }

    private List<Section> sections(List<Explanations.Full> entries) {
        return entries.stream().map(this::section).toList();
    }

    private Section section(Explanations.Full entry) {
        List<Section.Row> rows = new ArrayList<>();
        row(rows, "时间", TIME.format(entry.at().atZone(zone)));
        row(rows, "类型", EvidenceWords.type(entry.type()));
        row(
                rows,
                "操作者",
                entry.actor().name() + "（" + entry.actor().id() + "，"
                        + EvidenceWords.role(entry.actor().role()) + "）");
        row(rows, "来自", entry.account().getOrDefault("address", ""));
        row(rows, "代表", entry.account().getOrDefault("onBehalfOf", ""));
        row(rows, "患者编号", entry.account().getOrDefault("patient", ""));
        row(rows, "操作", entry.operation());
        row(rows, "目的", EvidenceWords.purpose(entry.purpose()));
        row(rows, "结果", EvidenceWords.outcome(entry.outcome()));
        row(rows, "依据", entry.account().getOrDefault("ground", ""));
        entry.reason().ifPresent(reason -> row(rows, "理由", reason.zh() + "（" + reason.code() + "）"));
        entry.explanation().ifPresent(why -> judged(rows, why));
        entry.labels().ifPresent(labels -> row(rows, "数据标签", labels.toString()));
        row(rows, "叶哈希", entry.leafHash());
        return new Section("账本第 " + entry.index() + " 条", rows);
    }

    private static void judged(List<Section.Row> rows, Explanations.Explanation why) {
        row(
                rows,
                "适用规则",
                why.rules().stream()
                        .map(rule -> rule.id() + " " + rule.title().zh() + "（" + rule.basis() + "）")
                        .collect(Collectors.joining("；")));
        row(rows, "附带义务", String.join("、", why.duties()));
        row(rows, "同意版本", why.consentVersion().map(String::valueOf).orElse("内容部分已随密钥销毁"));
        row(rows, "规则版本", why.rulebook());
    }

    private static void row(List<Section.Row> rows, String name, String value) {
        if (!value.isEmpty()) {
            rows.add(new Section.Row(name, value));
        }
    }

    private static String table(Section section) {
        var table = new StringBuilder("<h2>" + section.title() + "</h2><table>");
        section.rows()
                .forEach(row -> table.append("<tr><th>")
                        .append(row.name())
                        .append("</th><td>")
                        .append(escaped(row.value()))
                        .append("</td></tr>"));
        return table.append("</table>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
