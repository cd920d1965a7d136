package org.suwen.ledger;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes in one process: an address is a key of a map. */
final class TestPeers {
    private final Map<String, Ledger> nodes = new ConcurrentHashMap<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();

    /** Opens a ledger as the node of this address. */
    Ledger open(String address, LedgerConfig config) {
        Ledger ledger = Ledger.open(config.withPeers(at(address)));
        nodes.put(address, ledger);
        return ledger;
    }

    /** Lets the next {@code count} answers get lost on their way. */
    void loseAnswers(int count) {
        lostAnswers.set(count);
    }

    private Peers at(String own) {
        return new Peers() {
            @Override
            public String address() {
                return own;
            }

            @Override
            public byte[] ask(String address, byte[] question, Duration within) throws PeerLostException {
                Ledger node = nodes.get(address);
                if (node == null) {
                    throw new PeerLostException(false, "no node at `" + address + "`", new IllegalStateException());
                }
                byte[] answer = node.answer(question);
                if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new PeerLostException(true, "the answer is lost", new IllegalStateException());
                }
                return answer;
            }

            @Override
            public LogKeys logKeys(UUID patient) {
                return TestKeys.of(patient);
            }
        };
    }
}
