package org.suwen.server.post;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.server.access.Watch;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the notices that {@link Watch} queues, and keeps of each what became of it. A notice that could not be handed over
 * is tried again, each time after twice as long, and is given up after {@value #MOST_ATTEMPTS} attempts.
 */
public final class Post {

    private static final String KIND = "delivery";
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Watch watch;
    private final DirectoryDocuments documents;
    private final Map<Watch.Channel, Gateway> gateways;
    private final Rim rim;

    /** Time, and the zone it is told in. */
    public record Rim(Clock clock, ZoneId zone) {}

    /** Notices of {@code watch}, by those channels that have a gateway. */
    public Post(Watch watch, DirectoryDocuments documents, Map<Watch.Channel, Gateway> gateways, Rim rim) {
        this.watch = watch;
        this.documents = documents;
        this.gateways = Map.copyOf(gateways);
        this.rim = rim;
    }

    /** Where a notice stands. */
    public enum State {
        /** It waits: not tried yet, or to be tried again. */
        QUEUED,
        /** The other side has taken it. */
        SENT,
        /** Nobody took it, and nobody will be asked again. */
        GIVEN_UP,
        /** The hospital has no gateway for its channel. */
        NO_GATEWAY
    }

    /**
     * What became of a notice.
     *
     * @param fault what the last attempt met with, empty when it was taken
     */
    public record Delivery(String notice, State state, int attempts, Instant at, String fault) {}

    /** A notice and where it stands. */
    public record Told(Watch.Notification notice, Delivery delivery) {}

    /** Sends what is due; gives how many notices were taken. */
    public int send() {
        Instant now = rim.clock().instant();
        int taken = 0;
        for (Told each : all()) {
            Gateway gateway = gateways.get(each.notice().channel());
            if (gateway != null && isDue(each.delivery(), now)) {
                taken += attempt(gateway, each, now) ? 1 : 0;
            }
        }
        return taken;
    }

    private static boolean isDue(Delivery delivery, Instant now) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(delivery.attempts(), MOST_ATTEMPTS));
        return delivery.state() == State.QUEUED
                && (delivery.attempts() == 0 || !now.isBefore(delivery.at().plus(wait)));
    }

    private boolean attempt(Gateway gateway, Told told, Instant now) {
        int attempts = told.delivery().attempts() + 1;
        try {
            gateway.send(Letters.of(told.notice(), rim.zone()));
            keep(new Delivery(told.notice().id(), State.SENT, attempts, now, ""));
            return true;
        } catch (IOException refused) {
            State state = attempts >= MOST_ATTEMPTS ? State.GIVEN_UP : State.QUEUED;
            keep(new Delivery(told.notice().id(), state, attempts, now, String.valueOf(refused.getMessage())));
            return false;
        }
    }

    /** All notices with where they stand, the newest first. */
    public List<Told> all() {
        return watch.notifications().stream()
                .sorted(Comparator.comparing(Watch.Notification::at).reversed())
                .map(notice -> new Told(notice, delivery(notice)))
                .toList();
    }

    private Delivery delivery(Watch.Notification notice) {
        State first = gateways.containsKey(notice.channel()) ? State.QUEUED : State.NO_GATEWAY;
        return stored(notice.id())
                .map(found -> JSON.readValue(found.value(), Delivery.class))
                .orElseGet(() -> new Delivery(notice.id(), first, 0, notice.at(), ""));
    }

    private Optional<VersionedBytes> stored(String id) {
        return documents.get(new DocumentKey(KIND, id));
    }

    private void keep(Delivery delivery) {
        long version = stored(delivery.notice()).map(VersionedBytes::version).orElse(0L);
        var unused = documents.put(new DocumentKey(KIND, delivery.notice()), version, JSON.writeValueAsBytes(delivery));
    }
}
