package org.suwen.server.office;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Outcome;
import org.suwen.server.explorer.Door;
import org.suwen.server.explorer.Line;

/** Entries as the office reads them in a list: on a screen, or as a file for a spreadsheet. */
public final class EntryLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");
    private static final List<String> COLUMNS = List.of(
            "编号", "时间", "类型", "账号", "姓名", "角色", "代表", "患者编号", "操作", "入口", "目的", "结果", "依据", "理由", "规则", "来源地址", "引用",
            "判断编号");

    private final Explanations explanations;
    private final ZoneId zone;

    /** Lines with names by {@code explanations} and times of {@code zone}. */
    public EntryLines(Explanations explanations, ZoneId zone) {
        this.explanations = explanations;
        this.zone = zone;
    }

    /** An entry in the list. */
    public record Shown(
            long index,
            Instant at,
            EntryType type,
            Explanations.Who actor,
            String onBehalfOf,
            Optional<String> patient,
            String operation,
            Door door,
            String purpose,
            Outcome outcome,
            Optional<Explanations.ReasonView> reason,
            String address,
            String reference,
            String decision) {}

    Shown shown(Line line) {
        AccountPart account = line.account();
        boolean denied = account.verdict().outcome() == Outcome.DENY;
        return new Shown(
                line.index(),
                account.at(),
                line.type(),
                explanations.who(account.caller().actor(), account.caller().role()),
                account.caller().onBehalfOf(),
                account.patient().map(Object::toString),
                account.act().operation(),
                Door.of(account.act().operation()),
                account.act().purpose(),
                account.verdict().outcome(),
                denied ? account.verdict().reasons().stream().findFirst().map(explanations::reason) : Optional.empty(),
                account.caller().address(),
                account.act().reference(),
                account.verdict().decision());
    }

    /** The lines as CSV (RFC 4180) in UTF-8 with a mark at its start, so that a spreadsheet shows Chinese. */
    String csv(List<Line> lines) {
        Map<String, String> names = new HashMap<>();
        return '\uFEFF'
                + row(COLUMNS.stream())
                + lines.stream().map(line -> row(cells(line, names))).collect(Collectors.joining());
    }

    private Stream<String> cells(Line line, Map<String, String> names) {
        AccountPart account = line.account();
        var caller = account.caller();
        String name = names.computeIfAbsent(
                caller.actor(), id -> explanations.who(id, caller.role()).name());
        return Stream.of(
                Long.toString(line.index()),
                TIME.format(account.at().atZone(zone)),
                line.type().name(),
                caller.actor(),
                name,
                caller.role(),
                caller.onBehalfOf(),
                account.patient().map(Object::toString).orElse(""),
                account.act().operation(),
                Door.of(account.act().operation()).name(),
                account.act().purpose(),
                account.verdict().outcome().name(),
                account.verdict().ground(),
                String.join(" ", account.verdict().reasons()),
                String.join(" ", account.verdict().rules()),
                caller.address(),
                account.act().reference(),
                account.verdict().decision());
    }

    private static String row(Stream<String> cells) {
        return cells.map(EntryLines::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** Quoted; what a spreadsheet would take for a formula is made text. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
