package org.suwen.server.office;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Outcome;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.trace.Trace;
import org.suwen.server.web.Problem;

/** The data-protection office over HTTP: the ledger as a whole, entries with their explanation, verification. */
@RestController
@RequestMapping("/api/office")
public class OfficeApi {

    private static final int LONGEST_PAGE = 200;

    private final Trace trace;
    private final Explanations explanations;
    private final Verification verification;
    private final Overview overview;
    private final OfficeDoor door;

    /** The interface of the office. */
    public OfficeApi(
            Trace trace, Explanations explanations, Verification verification, Overview overview, OfficeDoor door) {
        this.trace = trace;
        this.explanations = explanations;
        this.verification = verification;
        this.overview = overview;
        this.door = door;
    }

    /** Counts of today. */
    @GetMapping("/overview")
    public Overview.Counts overview(@RequestCaller Caller caller) {
        door.enter(caller, "office.overview");
        return overview.today();
    }

    /** The ledger's current state. */
    @GetMapping("/ledger")
    public Verification.Head ledger(@RequestCaller Caller caller) {
        door.enter(caller, "office.ledger");
        return verification.head();
    }

    /** An entry in the list. */
    public record Line(
            long index,
            Instant at,
            EntryType type,
            Explanations.Who actor,
            String operation,
            String purpose,
            Outcome outcome,
            Optional<Explanations.ReasonView> reason,
            String decision) {}

    /** A page of entries. */
    public record Lines(List<Line> entries) {}

    /** Entries, newest first; {@code type} may name several types, separated by commas. */
    @GetMapping("/entries")
    public Lines entries(
            @RequestCaller Caller caller,
            @RequestParam("before") Optional<Long> before,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam("type") Optional<String> type,
            @RequestParam("outcome") Optional<String> outcome) {
        door.enter(caller, "office.entries");
        Set<EntryType> wantedTypes = types(type.orElse(""));
        Optional<Outcome> wantedOutcome =
                outcome.filter(text -> !text.isEmpty()).map(text -> constant(text, Outcome.class));
        Trace.Filter filter = (entryType, account) -> wantedTypes.contains(entryType)
                && wantedOutcome.map(account.verdict().outcome()::equals).orElse(true);
        List<Line> lines = new ArrayList<>();
        for (Trace.Opened each :
                trace.latest(before.orElse(Long.MAX_VALUE), Math.clamp(limit, 1, LONGEST_PAGE), filter)) {
            lines.add(line(each));
        }
        return new Lines(lines);
    }

    private static Set<EntryType> types(String text) {
        if (text.isEmpty()) {
            return EnumSet.allOf(EntryType.class);
        }
        Set<EntryType> types = EnumSet.noneOf(EntryType.class);
        for (String each : text.split(",", EntryType.values().length)) {
            types.add(constant(each, EntryType.class));
        }
        return types;
    }

    private Line line(Trace.Opened opened) {
        var account = opened.account();
        return new Line(
                opened.index(),
                account.at(),
                opened.type(),
                explanations.who(account.caller().actor(), account.caller().role()),
                account.act().operation(),
                account.act().purpose(),
                account.verdict().outcome(),
                account.verdict().outcome() == Outcome.DENY
                        ? account.verdict().reasons().stream().findFirst().map(explanations::reason)
                        : Optional.empty(),
                account.verdict().decision());
    }

    /** One entry with all that can be said of it. */
    @GetMapping("/entries/{index}")
    public Explanations.Full entry(@RequestCaller Caller caller, @PathVariable("index") long index) {
        door.enter(caller, "office.entry");
        return trace.entry(index).map(explanations::full).orElseThrow(Problem::notFound);
    }

    /** Verifies the whole ledger, telling how far it is. */
    @PostMapping(path = "/verify", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public SseEmitter verify(@RequestCaller Caller caller) {
        door.enter(caller, "office.verify");
        return verification.start();
    }

    private static <E extends Enum<E>> E constant(String text, Class<E> type) {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException unknown) {
            throw Problem.badRequest("筛选条件无法识别", "`" + type.getSimpleName() + "` has no such value");
        }
    }
}
