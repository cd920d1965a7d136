package org.suwen.server.portal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.suwen.ledger.Appended;
import org.suwen.server.identity.Caller;
import org.suwen.server.trace.Trace;
import org.suwen.vault.PatientId;

/** Sends new ledger entries of a patient to the open pages of that patient. Slow pages lose their stream, never others. */
public final class LiveFeed {

    private static final long OPEN_MILLIS = 30 * 60 * 1000L;
    private static final int PAGES_PER_PATIENT = 8;

    private final Feed feed;
    private final Trace trace;
    private final Predicate<Caller> stillOpen;
    private final Map<UUID, List<Page>> pages = new ConcurrentHashMap<>();

    /** One open page. */
    private record Page(SseEmitter emitter, Set<String> holders, Caller caller) {}

    /** A live feed in the words of {@code feed}, to callers while {@code stillOpen} says so. */
    public LiveFeed(Feed feed, Trace trace, Predicate<Caller> stillOpen) {
        this.feed = feed;
        this.trace = trace;
        this.stillOpen = stillOpen;
    }

    /** Opens a stream for a page of this patient. */
    SseEmitter open(PatientId patient, Set<String> holders, Caller caller) {
        var emitter = new SseEmitter(OPEN_MILLIS);
        var page = new Page(emitter, holders, caller);
        List<Page> open = pages.computeIfAbsent(patient.value(), none -> new CopyOnWriteArrayList<>());
        if (open.size() >= PAGES_PER_PATIENT) {
            Page oldest = open.removeFirst();
            oldest.emitter().complete();
        }
        open.add(page);
        Runnable close = () -> open.remove(page);
        emitter.onCompletion(close);
        emitter.onTimeout(close);
        emitter.onError(failed -> close.run());
        try {
            emitter.send(SseEmitter.event().comment("open"));
        } catch (IOException gone) {
            close.run();
        }
        return emitter;
    }

    /** Takes news from the ledger. */
    public void onAppended(Appended news) {
        news.patient().map(pages::get).filter(open -> !open.isEmpty()).ifPresent(open -> send(news, open));
    }

    private void send(Appended news, List<Page> open) {
        Trace.Opened entry = trace.open(news.index(), news.entry());
        Feed.Event event = feed.event(entry);
        for (Page page : List.copyOf(open)) {
            if (!stillOpen.test(page.caller())) {
                open.remove(page);
                page.emitter().complete();
                continue;
            }
            if (Feed.isOwnLook(entry, page.holders())) {
                continue;
            }
            try {
                page.emitter()
                        .send(SseEmitter.event().id(Long.toString(news.index())).data(event));
            } catch (IOException | IllegalStateException gone) {
                open.remove(page);
            }
        }
    }
}
