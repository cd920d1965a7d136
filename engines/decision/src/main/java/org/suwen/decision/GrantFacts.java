package org.suwen.decision;

import java.util.List;
import org.suwen.decision.condition.Seat;
import org.suwen.decision.condition.Values;

/** Fills in which time-limited leaves the actor holds for this data. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class GrantFacts {

    private static final Seat CONSULTATION = Fact.GRANT_CONSULTATION.seat();
    private static final Seat CONSULTATION_UP_TO = Fact.GRANT_CONSULTATION_UP_TO.seat();
    private static final Seat SCAN = Fact.GRANT_SCAN.seat();
    private static final Seat SCAN_UP_TO = Fact.GRANT_SCAN_UP_TO.seat();
    private static final Seat BREAK_GLASS = Fact.GRANT_BREAK_GLASS.seat();
    private static final Seat ARCHIVE = Fact.GRANT_ARCHIVE.seat();
    private static final Seat ORDER = Fact.GRANT_ORDER.seat();

    private final Values values;

    GrantFacts(Values values) {
        this.values = values;
    }

    void take(Request request, DecisionClass data) {
        none();
        List<Grant> grants = request.patient().grants();
        if (grants.isEmpty()) {
            return;
        }
        int consultation = -1;
        int scan = -1;
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            if (!grant.holds(request.actor().id(), request.at())) {
                continue;
            }
            boolean named = !data.labels().special()
                    || grant.diseases().containsAll(data.labels().specialDiseases());
            switch (grant.kind()) {
                case CONSULTATION ->
                    consultation = named || grant.diseases().isEmpty()
                            ? Math.max(consultation, grant.upTo().ordinal())
                            : consultation;
                case SCAN -> scan = named ? Math.max(scan, grant.upTo().ordinal()) : scan;
                case BREAK_GLASS -> values.set(BREAK_GLASS, true);
                case ARCHIVE -> values.set(ARCHIVE, true);
                case ORDER -> values.set(ORDER, !grant.reference().isBlank());
            }
        }
        upTo(CONSULTATION, CONSULTATION_UP_TO, consultation);
        upTo(SCAN, SCAN_UP_TO, scan);
    }

    private void none() {
        values.set(CONSULTATION, false);
        values.clear(CONSULTATION_UP_TO);
        values.set(SCAN, false);
        values.clear(SCAN_UP_TO);
        values.set(BREAK_GLASS, false);
        values.set(ARCHIVE, false);
        values.set(ORDER, false);
    }

    private void upTo(Seat holds, Seat upTo, int granularity) {
        if (granularity >= 0) {
            values.set(holds, true);
            values.place(upTo, granularity);
        }
    }
}
