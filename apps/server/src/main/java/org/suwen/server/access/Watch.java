package org.suwen.server.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Reason;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import tools.jackson.databind.json.JsonMapper;

/**
 * Acts on anomalies: keeps each as an event, counts those of releases, and at the threshold blocks the account and has
 * the administrators told (DOC-35, DOC-39, DOC-40).
 *
 * <p>A refusal may be an anomaly as well (table D), but only releases count toward the block, so that nobody is blocked by
 * being refused. Notices are queued; sending them is the work of a mail or message gateway outside.
 */
public final class Watch {

    private static final String EVENT = "anomaly";
    private static final String NOTIFICATION = "notification";
    private static final String LIFTING = "lifting";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;
    private final Blocks blocks;
    private final Institution institution;

    /** Events and notices go to {@code documents}, counts to {@code blocks}. */
    public Watch(DirectoryDocuments documents, Blocks blocks, Institution institution) {
        this.documents = documents;
        this.blocks = blocks;
        this.institution = institution;
    }

    /**
     * An anomaly.
     *
     * @param request id of the decision it came with
     */
    public record Event(String request, String code, String actor, Instant at) {}

    /** Over what a notice goes. */
    public enum Channel {
        SMS,
        EMAIL
    }

    /**
     * A notice to be sent.
     *
     * @param to the role that gets it
     * @param about the account it is about
     * @param state {@code QUEUED} until a gateway took it
     */
    public record Notification(
            String id, Channel channel, String to, String about, String code, Instant at, String state) {}

    /** All events, oldest first. */
    public List<Event> events() {
        return documents.list(EVENT).stream()
                .map(each -> JSON.readValue(each.value(), Event.class))
                .sorted(Comparator.comparing(Event::at))
                .toList();
    }

    /** All notices, oldest first. */
    public List<Notification> notifications() {
        return documents.list(NOTIFICATION).stream()
                .map(each -> JSON.readValue(each.value(), Notification.class))
                .sorted(Comparator.comparing(Notification::at))
                .toList();
    }

    /** Looks at a release; what it returns is the entry of a block, to be appended. */
    Optional<AccountPart> released(Ask ask, Standing standing, List<Duty> duties) {
        Set<String> codes = new LinkedHashSet<>();
        for (Duty duty : duties) {
            if (duty.kind() == DutyKind.ANOMALY) {
                codes.add(duty.parameters().getOrDefault("code", "ANOMALY"));
            }
        }
        Optional<AccountPart> block = Optional.empty();
        for (String code : codes) {
            Event event = keep(ask, standing, code);
            if (blocks.count(event.actor(), event.at())) {
                tell(event.request(), "ADMINISTRATOR", event.actor(), event.code(), event.at());
                block = Optional.of(blocked(ask, standing, event));
            }
        }
        return block;
    }

    /** Looks at a refusal. */
    void refused(Ask ask, Standing standing, Deny deny) {
        deny.all().stream()
                .filter(Reason::anomaly)
                .map(Reason::code)
                .distinct()
                .limit(1)
                .forEach(code -> {
                    var unused = keep(ask, standing, code);
                });
    }

    private Event keep(Ask ask, Standing standing, String code) {
        String actor = standing.request().actor().id();
        var event = new Event(
                ask.request().toString(), code, actor, standing.request().at());
        store(EVENT, event.request() + ":" + code, event);
        return event;
    }

    /** Tells a role of an account for which something is due, over all channels; once for each {@code id}. */
    public void tell(String id, String to, String about, String code, Instant at) {
        for (Channel channel : Channel.values()) {
            String each = id + ":" + channel;
            store(NOTIFICATION, each, new Notification(each, channel, to, about, code, at, "QUEUED"));
        }
    }

    /**
     * The lifting of a block by a second person (DOC-40).
     *
     * @param account whose block it was
     */
    public record Lifting(String account, String by, String reason, Instant at) {}

    /** Keeps who lifts a block and why, sealed; the ledger's entry names the two accounts. */
    public void keep(Lifting lifting) {
        store(LIFTING, lifting.account() + ":" + lifting.at(), lifting);
    }

    private void store(String kind, String key, Object value) {
        var name = new DocumentKey(kind, key);
        if (documents.get(name).isEmpty()) {
            documents.put(name, 0, JSON.writeValueAsBytes(value));
        }
    }

    private AccountPart blocked(Ask ask, Standing standing, Event event) {
        var verdict =
                new Verdict(Outcome.DENY, "", List.of("BLOCKED", event.code()), List.of("DOC-39"), event.request());
        return AccountPart.of(
                event.at(),
                Caller.of(
                        event.actor(),
                        standing.request().actor().role().name(),
                        institution.code(),
                        ask.caller().address()),
                new Act("account.block", "OPERATIONS", new byte[0], event.request()),
                verdict,
                Optional.empty());
    }

    /** The request id of the entry of a block, one for each release that caused one. */
    static UUID entryOf(UUID request) {
        return UUID.nameUUIDFromBytes(("block:" + request).getBytes(StandardCharsets.US_ASCII));
    }
}
