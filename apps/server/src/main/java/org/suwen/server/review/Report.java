package org.suwen.server.review;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.suwen.server.care.Emergencies;
import org.suwen.server.explorer.Query;
import org.suwen.server.explorer.Search;

/** The quarterly and yearly report of the office, as a page to print and as a table. */
public final class Report {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx");
    private static final Map<Figures.Table, String> TITLES = Map.of(
            Figures.Table.TYPE, "按类型",
            Figures.Table.OUTCOME, "按结果",
            Figures.Table.PURPOSE, "按目的",
            Figures.Table.DOOR, "按入口",
            Figures.Table.FOCUS, "重点复核（特殊病种、高敏感、特殊身份）",
            Figures.Table.REASON, "拒绝的首要原因",
            Figures.Table.OPERATION, "按操作");

    private final Search search;
    private final Emergencies emergencies;
    private final Rim rim;

    /** Whose report it is. */
    public record Rim(String institution, String origin, ZoneId zone, Clock clock) {}

    /** Reports of what {@code search} finds. */
    public Report(Search search, Emergencies emergencies, Rim rim) {
        this.search = search;
        this.emergencies = emergencies;
        this.rim = rim;
    }

    /** Figures of statements after emergencies that were opened in the period. */
    record Statements(long opened, long filed, long late, long justified, long unjustified) {}

    private Statements statements(Query.When when) {
        List<Emergencies.Statement> all = emergencies.all().stream()
                .filter(each -> !each.openedAt().isBefore(when.from())
                        && each.openedAt().isBefore(when.until()))
                .toList();
        Instant now = rim.clock().instant();
        return new Statements(
                all.size(),
                all.stream().filter(each -> each.filedAt().isPresent()).count(),
                all.stream()
                        .filter(each -> each.filedAt().orElse(now).isAfter(each.dueAt()))
                        .count(),
                all.stream()
                        .filter(each ->
                                each.review().map(Emergencies.Review::justified).orElse(false))
                        .count(),
                all.stream()
                        .filter(each ->
                                each.review().map(found -> !found.justified()).orElse(false))
                        .count());
    }

    /** The table: kind, name, count; {@code ,} between and quotes around. */
    public String csv(Period period) {
        Query.When when = period.when(rim.zone());
        Figures figures = Figures.of(search, when);
        Statements statements = statements(when);
        var text = new StringBuilder("\uFEFF\"项目\",\"名称\",\"数量\"\r\n");
        row(text, "TOTAL", "entries", figures.entries());
        row(text, "TOTAL", "people", figures.people());
        row(text, "TOTAL", "patients", figures.patients());
        for (Figures.Table table : Figures.Table.values()) {
            figures.table(table).forEach((name, count) -> row(text, table.name(), name, count));
        }
        row(text, "STATEMENT", "opened", statements.opened());
        row(text, "STATEMENT", "filed", statements.filed());
        row(text, "STATEMENT", "late", statements.late());
        row(text, "STATEMENT", "justified", statements.justified());
        row(text, "STATEMENT", "unjustified", statements.unjustified());
        return text.toString();
    }

    private static void row(StringBuilder text, String kind, String name, long count) {
        text.append('"')
                .append(kind)
                .append("\",\"")
                .append(name.replace("\"", "\"\""))
                .append("\",");
        text.append(count).append("\r\n");
    }

    /** The page. */
    public String html(Period period) {
        Query.When when = period.when(rim.zone());
        Figures figures = Figures.of(search, when);
        Statements statements = statements(when);
        var text = new StringBuilder("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>数据使用报告 "
                + period.name() + "</title><style>body{font-family:sans-serif;max-width:50em;margin:2em auto}"
                + "table{border-collapse:collapse;margin-bottom:1.5em;min-width:60%}td,th{border:1px solid #999;"
                + "padding:.3em .8em;text-align:left}td:last-child{text-align:right}</style></head><body><h1>数据使用报告 "
                + period.name() + "</h1><p>" + escaped(rim.institution()) + "，" + period.first() + " 至 "
                + period.end().minusDays(1) + "。制表时间 "
                + TIME.format(rim.clock().instant().atZone(rim.zone())) + "。数据来自账本 " + escaped(rim.origin())
                + " 的全部条目，只说明素问之下的操作。</p>");
        table(text, "总数", Map.of("条目", figures.entries(), "操作者", figures.people(), "涉及患者", figures.patients()));
        for (Figures.Table table : Figures.Table.values()) {
            table(text, TITLES.getOrDefault(table, table.name()), figures.table(table));
        }
        table(
                text,
                "紧急破窗说明",
                new java.util.TreeMap<>(Map.of(
                        "破窗", statements.opened(),
                        "已提交", statements.filed(),
                        "超时", statements.late(),
                        "复核成立", statements.justified(),
                        "复核不成立", statements.unjustified())));
        return text.append("</body></html>\n").toString();
    }

    private static void table(StringBuilder text, String title, Map<String, Long> counts) {
        text.append("<h2>").append(title).append("</h2><table>");
        counts.forEach((name, count) -> text.append("<tr><td>")
                .append(escaped(name))
                .append("</td><td>")
                .append(count)
                .append("</td></tr>"));
        text.append("</table>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
