package org.suwen.server.wiring;

import java.util.Optional;
import org.springframework.core.env.Environment;
import org.suwen.server.nodes.NodeAddress;

/**
 * A server among others, and what its operator vouches for.
 *
 * @param node where the other nodes of this institution reach this one (D17); none when it works alone
 * @param clockAccepted whether the clock is right although it stands behind the ledger's last entry
 */
public record Place(Optional<NodeAddress> node, boolean clockAccepted) {
    /** A server of its own whose clock only goes forward. */
    public static final Place ALONE = new Place(Optional.empty(), false);

    /** By {@code suwen.node} and {@code suwen.accept-clock}. */
    static Place of(Environment environment) {
        String address = environment.getProperty("suwen.node", "");
        return new Place(
                address.isEmpty() ? Optional.empty() : Optional.of(NodeAddress.parse(address)),
                environment.getProperty("suwen.accept-clock", Boolean.class, false));
    }
}
