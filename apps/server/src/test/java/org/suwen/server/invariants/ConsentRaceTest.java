package org.suwen.server.invariants;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * D18: consent is taken back and given again while many clients read; by the ledger alone, no release lies between a
 * withdrawal's entry and the next agreement's. The long form makes 1,000,000 reads by 64 clients ({@code -Dsuwen.long=true}),
 * or as many as {@code -Dsuwen.race.reads} says.
 */
class ConsentRaceTest {
    private static final ConsentRace RACE = Boolean.getBoolean("suwen.long")
            ? new ConsentRace(Long.getLong("suwen.race.reads", 1_000_000), 400, 64)
            : new ConsentRace(1_000, 10);

    @Test
    void noReleaseLiesBetweenAWithdrawalAndTheNextAgreement() throws Exception {
        DemoServer demo = DemoServer.shared();
        ConsentRace.agreed(demo);

        RACE.run(List.of(demo), demo.entries());
    }
}
