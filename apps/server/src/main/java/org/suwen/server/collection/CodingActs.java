package org.suwen.server.collection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.suwen.decision.Role;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.intake.CodingQueue;

/** Shows the coders which diagnoses have no code of the international classification (COL-11). */
public final class CodingActs {

    private final CodingQueue queue;

    /** The coders' view of {@code queue}. */
    public CodingActs(CodingQueue queue) {
        this.queue = queue;
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(new Known("coding.queue", Set.of(Role.OFFICER, Role.DOCTOR), this::list));
    }

    private ActOutcome list(Doing doing) {
        doing.only();
        List<CodingQueue.Waiting> waiting = queue.list();
        return ActOutcome.told(
                List.of("COL-11"),
                Map.of(
                        "waiting",
                        waiting.size(),
                        "diagnoses",
                        waiting.stream().map(CodingQueue.Waiting::id).toList()));
    }
}
