package org.suwen.server.office;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.suwen.decision.Role;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Act;
import org.suwen.server.explorer.Projection;
import org.suwen.server.explorer.Query;
import org.suwen.server.explorer.Search;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.trace.Trace;
import org.suwen.server.web.Problem;

/** The data-protection office over HTTP: the ledger as a whole, entries with their explanation, verification. */
@RestController
@RequestMapping("/api/office")
public class OfficeApi {

    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_FILE = 20_000;

    private final Parts parts;
    private final OfficeDoor door;

    /** What the interface works with. */
    public record Parts(
            Trace trace,
            Search search,
            Projection projection,
            Questions questions,
            EntryLines lines,
            Explanations explanations,
            Verification verification,
            Overview overview) {}

    /** The interface of the office, behind {@code door}. */
    public OfficeApi(Parts parts, OfficeDoor door) {
        this.parts = parts;
        this.door = door;
    }

    /** Counts of today. */
    @GetMapping("/overview")
    public Overview.Counts overview(@RequestCaller Caller caller) {
        door.enter(caller, "office.overview");
        return parts.overview().today();
    }

    /** The ledger's current state. */
    @GetMapping("/ledger")
    public Verification.Head ledger(@RequestCaller Caller caller) {
        door.enter(caller, "office.ledger");
        return parts.verification().head();
    }

    /**
     * A page of entries.
     *
     * @param next {@code before} of the next page; empty when the whole ledger was looked through
     */
    public record Lines(List<EntryLines.Shown> entries, Optional<Long> next) {}

    /** Entries, newest first, narrowed by what {@link Questions} reads. */
    @GetMapping("/entries")
    public Lines entries(@RequestCaller Caller caller, @RequestParam Map<String, String> given) {
        Query query = parts.questions().query(given);
        enter(caller, EntryType.CHECK, "office.entries", query);
        long before = number(given, "before", Long.MAX_VALUE);
        int limit = Math.clamp(number(given, "limit", 50), 1, LONGEST_PAGE);
        Search.Found found = parts.search().find(query, before, limit);
        return new Lines(found.lines().stream().map(parts.lines()::shown).toList(), found.next());
    }

    /** The same as a file for a spreadsheet, all of it or nothing. */
    @GetMapping(path = "/entries.csv", produces = "text/csv")
    public ResponseEntity<String> file(@RequestCaller Caller caller, @RequestParam Map<String, String> given) {
        Query query = parts.questions().query(given);
        enter(caller, EntryType.EXPORT, "office.entries.file", query);
        Search.Found found = parts.search().find(query, Long.MAX_VALUE, LONGEST_FILE);
        if (found.next().isPresent()) {
            throw Problem.badRequest(
                    "符合条件的条目太多（一个文件最多 20000 条），请缩短时间范围",
                    "more than " + LONGEST_FILE + " entries, or too many to look through: narrow `from` and `until`");
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"suwen-entries.csv\"")
                .body(parts.lines().csv(found.lines()));
    }

    private void enter(Caller caller, EntryType type, String operation, Query query) {
        door.enter(
                caller, type, Questions.act(operation, query), query.patient().map(UUID::fromString));
    }

    private static long number(Map<String, String> given, String name, long otherwise) {
        String text = given.getOrDefault(name, "");
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw Problem.badRequest("“" + name + "”须为整数", "`" + name + "` is a whole number");
        }
    }

    /** How much of the ledger the explorer has in its own form. */
    public record Projected(long projected) {}

    /** Makes the explorer's own form again from the log; the officer's to ask for. */
    @PostMapping("/explorer/rebuild")
    public Projected rebuild(@RequestCaller Caller caller) {
        if (caller.role() != Role.OFFICER) {
            throw door.refused(caller, "office.explorer.rebuild", OfficeDoor.notForThem());
        }
        door.enter(caller, EntryType.SYSTEM, Act.of("office.explorer.rebuild", "OPERATIONS"), Optional.empty());
        return new Projected(parts.projection().rebuild());
    }

    /** One entry with all that can be said of it. */
    @GetMapping("/entries/{index}")
    public Explanations.Full entry(@RequestCaller Caller caller, @PathVariable("index") long index) {
        door.enter(caller, "office.entry");
        return parts.trace().entry(index).map(parts.explanations()::full).orElseThrow(Problem::notFound);
    }

    /** Verifies the whole ledger, telling how far it is. */
    @PostMapping(path = "/verify", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public SseEmitter verify(@RequestCaller Caller caller) {
        door.enter(caller, "office.verify");
        return parts.verification().start();
    }
}
