package org.suwen.server.office;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** The readable page of an evidence package, in Chinese, for printing; what it says is proven by the files beside it. */
public final class EvidencePage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final ZoneId zone;

    /** Pages with times of this zone. */
    public EvidencePage(ZoneId zone) {
        this.zone = zone;
    }

    String text(String origin, String reason, List<Explanations.Full> entries) {
        var text = new StringBuilder("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
                + "<title>操作记录证据</title><style>body{font-family:serif;max-width:60em;margin:2em auto}"
                + "table{border-collapse:collapse;width:100%;margin-bottom:1.5em;page-break-inside:avoid}"
                + "td,th{border:1px solid #888;padding:.3em .6em;text-align:left;vertical-align:top}th{width:9em}"
                + "</style></head><body><h1>操作记录证据</h1>");
        text.append("<p>账本：").append(escaped(origin)).append("</p><p>出具事由：").append(escaped(reason));
        text.append("</p><p>共 ")
                .append(entries.size())
                .append(" 条。本页供阅读；每条是否真实、是否被改动，以同包的证明文件核验为准" + "（suwen verify --package）。内容只说明素问之下的操作。</p>");
        entries.forEach(entry -> text.append(table(entry)));
        return text.append("</body></html>\n").toString();
    }

    private String table(Explanations.Full entry) {
        var rows = new StringBuilder("<h2>账本第 " + entry.index() + " 条</h2><table>");
        row(rows, "时间", TIME.format(entry.at().atZone(zone)));
        row(rows, "类型", entry.type());
        row(
                rows,
                "操作者",
                entry.actor().name() + "（" + entry.actor().id() + "，"
                        + entry.actor().role() + "）");
        row(rows, "来自", entry.account().getOrDefault("address", ""));
        row(rows, "代表", entry.account().getOrDefault("onBehalfOf", ""));
        row(rows, "患者编号", entry.account().getOrDefault("patient", ""));
        row(rows, "操作", entry.operation());
        row(rows, "目的", entry.purpose());
        row(rows, "结果", entry.outcome().name());
        row(rows, "依据", entry.account().getOrDefault("ground", ""));
        entry.reason().ifPresent(reason -> row(rows, "理由", reason.zh() + "（" + reason.code() + "）"));
        entry.explanation().ifPresent(why -> {
            row(
                    rows,
                    "适用规则",
                    why.rules().stream()
                            .map(rule -> rule.id() + " " + rule.title().zh() + "（" + rule.basis() + "）")
                            .collect(Collectors.joining("；")));
            row(rows, "附带义务", String.join("、", why.duties()));
            row(rows, "同意版本", why.consentVersion().map(String::valueOf).orElse("内容部分已随密钥销毁"));
            row(rows, "规则版本", why.rulebook());
        });
        entry.labels().ifPresent(labels -> row(rows, "数据标签", labels.toString()));
        row(rows, "叶哈希", entry.leafHash());
        return rows.append("</table>").toString();
    }

    private static void row(StringBuilder rows, String name, String value) {
        if (!value.isEmpty()) {
            rows.append("<tr><th>")
                    .append(name)
                    .append("</th><td>")
                    .append(escaped(value))
                    .append("</td></tr>");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
