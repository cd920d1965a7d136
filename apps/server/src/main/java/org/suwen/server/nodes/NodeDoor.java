package org.suwen.server.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.suwen.server.nodes.Frames.Frame;

/** Where the other nodes bring their drafts; answers each on a thread of its own, at most 4,096 a connection. */
public final class NodeDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDoor.class);
    private static final int AT_ONCE = 4096;
    private static final int BACKLOG = 64;
    private static final int MOST_CONNECTIONS = 256;
    private static final int HANDSHAKE_MILLIS = 5_000;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final ServerSocket listening;
    private final UnaryOperator<byte[]> answers;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch accepting = new CountDownLatch(1);

    private NodeDoor(ServerSocket listening, UnaryOperator<byte[]> answers) {
        this.listening = listening;
        this.answers = answers;
    }

    /**
     * Listens at the host and port of {@code own}; {@code answers} answers one question.
     *
     * @throws UncheckedIOException when it can't listen there
     */
    public static NodeDoor open(NodeAddress own, NodeIdentity identity, UnaryOperator<byte[]> answers) {
        try {
            var listening = (SSLServerSocket)
                    identity.context().getServerSocketFactory().createServerSocket();
            listening.setNeedClientAuth(true);
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getByName(own.host()), own.port()), BACKLOG);
            var door = new NodeDoor(listening, answers);
            door.threads.execute(door::accept);
            return door;
        } catch (IOException failed) {
            throw new UncheckedIOException("this node can't listen at `" + own + "` for the others", failed);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = (SSLSocket) listening.accept();
                if (open.size() >= MOST_CONNECTIONS) {
                    socket.close();
                    continue;
                }
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException failed) {
                if (!listening.isClosed()) {
                    LOG.warn("a node could not connect ({})", failed.getClass().getSimpleName());
                }
            }
        }
        accepting.countDown();
    }

    private void serve(SSLSocket socket) {
        var room = new Semaphore(AT_ONCE);
        try (socket) {
            socket.setSoTimeout(HANDSHAKE_MILLIS); // who can't show the nodes' certificate does not stay
            socket.startHandshake();
            socket.setSoTimeout(0);
            var frames = new Frames(socket);
            while (true) {
                Frame question = frames.read();
                room.acquire();
                threads.execute(() -> answer(frames, question, room));
            }
        } catch (IOException gone) {
            LOG.debug("a node's connection ended ({})", gone.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private void answer(Frames frames, Frame question, Semaphore room) {
        try {
            frames.write(new Frame(question.number(), answers.apply(question.bytes())));
        } catch (IOException gone) {
            LOG.debug("a node did not wait for its answer ({})", gone.getClass().getSimpleName());
        } finally {
            room.release();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket each : open) {
                each.close();
            }
            // the port is free only when whoever waited for a connection has let go of it
            if (!accepting.await(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the door for other nodes did not close in time");
            }
        } catch (IOException failed) {
            LOG.debug("closing the nodes' door failed ({})", failed.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }
}
