package org.suwen.server.nodes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import org.suwen.ledger.LogKeys;
import org.suwen.ledger.PeerLostException;
import org.suwen.ledger.Peers;
import org.suwen.server.nodes.Frames.Frame;

/** Brings drafts to the node that leads, over one connection that all callers share. */
public final class NodeCalls implements Peers, AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;

    private final NodeAddress own;
    private final NodeIdentity identity;
    private final Function<UUID, LogKeys> keys;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile Optional<Line> line = Optional.empty();

    /** Calls of the node at {@code own}; {@code keys} are those of patients of whom other nodes enter something. */
    public NodeCalls(NodeAddress own, NodeIdentity identity, Function<UUID, LogKeys> keys) {
        this.own = own;
        this.identity = identity;
        this.keys = keys;
    }

    @Override
    public String address() {
        return own.toString();
    }

    @Override
    public LogKeys logKeys(UUID patient) {
        return keys.apply(patient);
    }

    @Override
    public byte[] ask(String address, byte[] question, Duration within) throws PeerLostException {
        return to(address).ask(question, within);
    }

    private Line to(String address) throws PeerLostException {
        Optional<Line> current = line.filter(each -> each.leadsTo(address));
        if (current.isPresent()) {
            return current.get();
        }
        connecting.lock();
        try {
            if (line.filter(each -> each.leadsTo(address)).isEmpty()) {
                line.ifPresent(Line::close);
                line = Optional.of(connect(address));
            }
            return line.orElseThrow();
        } finally {
            connecting.unlock();
        }
    }

    private Line connect(String address) throws PeerLostException {
        if (address.isEmpty()) {
            throw new PeerLostException(
                    false,
                    "the leading node was started without `suwen.node`, so no other can reach it",
                    new IllegalStateException("no address"));
        }
        try {
            NodeAddress there = NodeAddress.parse(address);
            var socket = (SSLSocket) identity.context().getSocketFactory().createSocket();
            socket.connect(new InetSocketAddress(there.host(), there.port()), CONNECT_MILLIS);
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.startHandshake();
            socket.setSoTimeout(0);
            return Line.over(new Frames(socket), address);
        } catch (IOException failed) {
            throw new PeerLostException(false, "the leading node `" + address + "` can't be reached", failed);
        }
    }

    @Override
    public void close() {
        line.ifPresent(Line::close);
    }

    /** One connection and who waits for answers on it. */
    private static final class Line {
        private final Frames frames;
        private final String address;
        private final AtomicLong numbers = new AtomicLong();
        private final Map<Long, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
        private volatile boolean over;

        private Line(Frames frames, String address) {
            this.frames = frames;
            this.address = address;
        }

        static Line over(Frames frames, String address) {
            var line = new Line(frames, address);
            Thread.ofVirtual().name("suwen-node-answers").start(line::listen);
            return line;
        }

        boolean leadsTo(String wanted) {
            return !over && address.equals(wanted);
        }

        private void listen() {
            try {
                while (true) {
                    Frame answer = frames.read();
                    CompletableFuture<byte[]> waits = waiting.remove(answer.number());
                    if (waits != null) {
                        waits.complete(answer.bytes());
                    }
                }
            } catch (IOException gone) {
                close();
                waiting.values().forEach(each -> each.completeExceptionally(gone));
            }
        }

        byte[] ask(byte[] question, Duration within) throws PeerLostException {
            long number = numbers.incrementAndGet();
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            waiting.put(number, answer);
            try {
                frames.write(new Frame(number, question));
                if (over) { // it ended before this one was among those that wait
                    throw new IOException("the connection ended");
                }
                return answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
            } catch (IOException | ExecutionException | TimeoutException e) {
                throw new PeerLostException(true, "the leading node `" + address + "` did not answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PeerLostException(true, "the caller was interrupted", e);
            } finally {
                waiting.remove(number);
            }
        }

        void close() {
            over = true;
            try {
                frames.close();
            } catch (IOException failed) {
                over = true; // it is of no use any more in either case
            }
        }
    }
}
