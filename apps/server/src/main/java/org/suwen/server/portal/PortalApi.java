package org.suwen.server.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.suwen.decision.Action;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Refusal;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.Callers;
import org.suwen.server.identity.RequestCaller;
import org.suwen.vault.PatientId;

/** The patient's feed over HTTP, with a live stream. */
@RestController
@RequestMapping("/api/patients/{patient}/feed")
public class PortalApi {

    private static final int LONGEST_PAGE = 100;

    private final Feed feed;
    private final LiveFeed live;
    private final Gate gate;
    private final Asks asks;

    /** The interface of {@code feed}. */
    public PortalApi(Feed feed, LiveFeed live, Gate gate, Asks asks) {
        this.feed = feed;
        this.live = live;
        this.gate = gate;
        this.asks = asks;
    }

    /** A page of the feed. */
    @GetMapping
    public Feed.Page page(
            @RequestCaller Caller caller,
            @PathVariable("patient") String patient,
            @RequestParam("before") Optional<Long> before,
            @RequestParam(name = "limit", defaultValue = "30") int limit) {
        PatientId id = Parties.patient(patient);
        PatientCard card = allowed(caller, id);
        int size = Math.clamp(limit, 1, LONGEST_PAGE);
        return feed.page(id, own(card), before.orElse(Long.MAX_VALUE), size);
    }

    /** New events as they are entered. */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    public SseEmitter stream(
            @RequestCaller Caller caller, @PathVariable("patient") String patient, HttpServletRequest request) {
        Callers.notActivity(request); // an event stream is not activity (D23)
        PatientId id = Parties.patient(patient);
        PatientCard card = allowed(caller, id);
        return live.open(id, own(card), caller);
    }

    private PatientCard allowed(Caller caller, PatientId patient) {
        return switch (gate.view(asks.of(caller, Action.READ, "feed.view"), patient, "AuditEvent")) {
            case Gate.View.Refused refused -> throw Refusal.of(refused.refusal());
            case Gate.View.Shown shown -> shown.card();
        };
    }

    private static Set<String> own(PatientCard card) {
        Set<String> accounts = new TreeSet<>(card.accounts().holders());
        accounts.addAll(card.accounts().guardians());
        return accounts;
    }
}
