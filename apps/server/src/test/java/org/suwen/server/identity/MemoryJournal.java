package org.suwen.server.identity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.suwen.server.web.Problem;

/** The journal's rim in memory; can be told to fail as a broken ledger does. */
final class MemoryJournal implements AccessJournal {
    final List<AccessEvent> events = new CopyOnWriteArrayList<>();
    volatile boolean broken;

    @Override
    public void record(AccessEvent event) {
        if (broken) {
            throw Problem.ledgerUnavailable();
        }
        events.add(event);
    }

    <T extends AccessEvent> List<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
