package org.suwen.server.wiring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.suwen.ledger.Ledger;
import org.suwen.server.access.RenewedLogKeys;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.nodes.NodeAddress;
import org.suwen.server.nodes.NodeCalls;
import org.suwen.server.nodes.NodeDoor;
import org.suwen.server.nodes.NodeIdentity;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;

/** This server among the nodes of its institution: its calls to the others and its door for them (D17). */
final class Nodes implements AutoCloseable {
    private final NodeAddress own;
    private final NodeIdentity identity;
    private final NodeCalls calls;
    private final List<NodeDoor> doors = new ArrayList<>();

    private Nodes(NodeAddress own, NodeIdentity identity, NodeCalls calls) {
        this.own = own;
        this.identity = identity;
        this.calls = calls;
    }

    /** The same tasks, each done on the one node that leads. */
    static Map<String, Runnable> whereLeading(Suwen suwen, Map<String, Runnable> tasks) {
        Map<String, Runnable> guarded = new HashMap<>();
        tasks.forEach((name, task) -> guarded.put(name, () -> {
            if (suwen.core().ledger().status().leads()) {
                task.run();
            }
        }));
        return guarded;
    }

    static Nodes of(NodeAddress own, DirectoryDocuments documents, Vault vault, Suwen.Opening opening) {
        NodeIdentity identity =
                NodeIdentity.of(documents, opening.random(), opening.clock().instant());
        var calls = new NodeCalls(own, identity, patient -> new RenewedLogKeys(vault, new PatientId(patient)));
        return new Nodes(own, identity, calls);
    }

    NodeCalls calls() {
        return calls;
    }

    /** Lets the others in. */
    void open(Ledger ledger) {
        doors.add(NodeDoor.open(own, identity, ledger::answer));
    }

    @Override
    public void close() {
        doors.forEach(NodeDoor::close);
        calls.close();
    }
}
