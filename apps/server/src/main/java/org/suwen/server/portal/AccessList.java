package org.suwen.server.portal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.evidence.EvidenceWriter;
import org.suwen.ledger.evidence.PatientList;
import org.suwen.ledger.part.ContentPart;
import org.suwen.ledger.tokens.TokenMapKeeper;
import org.suwen.ledger.tokens.TokenMaps;
import org.suwen.ledger.tokens.TokenRuns.Entered;
import org.suwen.server.access.Known;
import org.suwen.server.access.LogKeysOf;
import org.suwen.server.trace.Trace;
import org.suwen.server.web.Problem;
import org.suwen.vault.PatientId;
import org.suwen.vault.PatientLogKeys;

/** A patient's own list of all operations on the record, in one file that proves itself complete (D20). */
public final class AccessList {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int PAGE = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @SuppressWarnings("InlineFormatString") // it is long, and would hide what is done with it
    private static final String README = """
            素问：对本人病历的全部操作清单
            =============================
            entries/ 中每条记录有三个文件：密封的记录、凭回执的证明、公开给您的内容。completeness 和 token-map 证明
            清单完整：此前账本中关于您的记录全部在此，一条不少。accesses.csv 是同样内容的表格，供阅读。
            核验（离线，不需要账号）：./suwen verify --package 本文件 --key 医院公布的公钥
            本清单只说明素问之下的操作；纸质资料和其他系统中的操作不在其内。
            completeness 中含有辨认您的记录所用的密钥：请像保管病历一样保管本文件，转发他人后果自负。

            Suwen: all operations on your own record
            ========================================
            Each record in entries/ has three files: the sealed entry, its receipt, and the text disclosed to you. The
            files completeness and token-map prove that nothing is left out up to that point of the ledger. accesses.csv
            is the same as a table, for reading.
            Check it offline, without an account: ./suwen verify --package THIS-FILE --key KEY-PUBLISHED-BY-THE-HOSPITAL
            The list speaks for operations under Suwen, not for paper or other systems.
            The file completeness holds the key by which your entries are recognised: keep it as you keep your record;
            whoever passes it on answers for it.
            """;

    private final Parts parts;
    private final PatientList list;

    /** What a list is made from. */
    public record Parts(
            Ledger ledger,
            Function<PatientId, PatientLogKeys> keys,
            Trace trace,
            Feed feed,
            TokenMapKeeper keeper,
            TokenMaps maps,
            ZoneId zone) {}

    /** Lists from these parts. */
    public AccessList(Parts parts) {
        this.parts = parts;
        this.list = new PatientList(parts.ledger(), parts.maps());
    }

    /** A moment of the ledger up to which a list is complete. */
    public record Moment(Entered map, Checkpoint signed) {}

    /** Roots the map of all entries so far and waits until a checkpoint covers it. */
    public Moment now() {
        Entered map = parts.keeper().enter();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (parts.ledger().checkpoint().size() <= map.entry()) {
            if (System.nanoTime() - deadline > 0) {
                throw Problem.ledgerUnavailable();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return new Moment(map, parts.ledger().checkpoint());
    }

    /** Who takes a list, and what he may know of: an entry about what is hidden from him says no more than that it is. */
    public record Reader(String account, Known known) {}

    /** Writes the list, marked with who took it (PAT-14). */
    public void write(PatientId patient, Reader reader, Moment moment, OutputStream out) throws IOException {
        PatientLogKeys keys = parts.keys().apply(patient);
        var whose = new PatientList.Patient(
                new LogKeysOf(keys),
                keys.tokenKeyForPatient(),
                entry -> parts.trace()
                        .saltedContent(entry, patient)
                        .filter(salted -> reader.known().content(ContentPart.decode(salted.plain()))));
        try (var writer = new EvidenceWriter(out)) {
            writer.file(
                    "README.txt",
                    README + "\n下载账号 taken by: " + reader.account() + "\n账本位置 ledger position: "
                            + moment.map().entry() + "\n");
            writer.file(
                    "accesses.csv", table(patient, reader.known(), moment.map().size()));
            list.write(writer, whose, moment.map(), moment.signed());
        }
    }

    private String table(PatientId patient, Known known, long below) {
        var text = new StringBuilder("\uFEFF序号 entry,时间 time,操作者 who,身份 role,科室 department,操作 operation,内容 what,"
                + "目的 purpose,结果 outcome,依据 ground,原因 reason\n");
        long before = below;
        List<Trace.Opened> page;
        do {
            page = parts.trace().ofPatient(patient, before, PAGE);
            for (Trace.Opened each : page) {
                boolean told = each.content().map(known::content).orElse(true);
                text.append(row(parts.feed().event(told ? each : each.withoutContent())));
                before = each.index();
            }
        } while (page.size() == PAGE);
        return text.toString();
    }

    private String row(Feed.Event event) {
        List<String> cells = List.of(
                Long.toString(event.entry()),
                TIME.format(event.at().atZone(parts.zone())),
                event.who().name().zh(),
                event.who().role(),
                event.who().department().map(text -> text.zh()).orElse(""),
                event.operation(),
                event.what().zh(),
                event.purpose(),
                event.outcome(),
                event.ground(),
                event.reason().map(Feed.Why::zh).orElse(""));
        return String.join(",", cells.stream().map(AccessList::cell).toList()) + "\n";
    }

    /** Quoted, and never taken for a formula by a spreadsheet. */
    private static String cell(String text) {
        String plain = text.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + text : text;
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
