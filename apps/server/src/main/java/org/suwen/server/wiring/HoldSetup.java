package org.suwen.server.wiring;

import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.suwen.decision.Text;
import org.suwen.server.dispute.DisputeHolds;
import org.suwen.server.erasure.Holds;
import org.suwen.server.office.Explanations;
import org.suwen.server.office.HoldApi;
import org.suwen.server.office.HoldDesk;
import org.suwen.server.office.OfficeDoor;

/** Joins dispute holds to the office and to whoever erases. */
@Configuration(proxyBeanMethods = false)
public class HoldSetup {

    /** All holds. */
    @Bean
    public DisputeHolds disputeHolds(Suwen suwen, Clock clock) {
        return new DisputeHolds(suwen.core().documents(), clock);
    }

    /** A dispute's lock on an erasure. */
    @Bean
    public Holds disputeLock(DisputeHolds holds) {
        return (patient, day) -> holds.on(patient).stream()
                .map(hold -> new Holds.Lock(
                        "DISPUTE_HOLD",
                        "LIA-32",
                        Optional.empty(),
                        new Text("争议保全中，解除前不得删除", "held for a dispute: nothing is erased until it is released")))
                .toList();
    }

    /** Places and releases them. */
    @Bean
    public HoldDesk holdDesk(DisputeHolds holds, Suwen suwen, OfficeDoor door) {
        var services = suwen.services();
        return new HoldDesk(holds, services.trace(), door, services.asks());
    }

    /** Over HTTP. */
    @Bean
    public HoldApi holdApi(HoldDesk desk, OfficeDoor door, Explanations explanations) {
        return new HoldApi(desk, door, explanations);
    }
}
