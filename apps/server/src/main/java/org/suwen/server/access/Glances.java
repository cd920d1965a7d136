package org.suwen.server.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.suwen.vault.DirectoryName;
import org.suwen.vault.Glance;
import org.suwen.vault.PatientId;
import org.suwen.vault.Seen;
import org.suwen.vault.Token;
import org.suwen.vault.Vault;
import org.suwen.vault.VaultUnavailableException;

/**
 * Asks the vault for many requests at once: what gathers while one round trip is under way is the next one, as with the
 * ledger's group commit.
 *
 * <p>A question is always sent to the database after it was asked here, never answered from an earlier look, so that what
 * a request sees is no older than the request, on every node. A failed round trip fails the requests that shared it.
 */
public final class Glances implements AutoCloseable {

    private static final int MOST_TOGETHER = 256;
    private static final int MOST_UNHURRIED = 4096;
    private static final long PATIENCE_SECONDS = 10;

    private final Vault vault;
    private final BlockingQueue<Later> queue = new LinkedBlockingQueue<>();
    private final Queue<Later> unhurried = new ArrayBlockingQueue<>(MOST_UNHURRIED);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("suwen-glances").unstarted(this::run);
    private volatile boolean closed;

    /** Glances at {@code vault}, by a thread of its own until closed. */
    public Glances(Vault vault) {
        this.vault = vault;
        thread.start();
    }

    /** A question that need not be answered before its answer is wanted. */
    public final class Later {
        private final Glance wanted;
        private final CompletableFuture<Seen> answer = new CompletableFuture<>();
        private final AtomicBoolean sent = new AtomicBoolean();

        private Later(Glance wanted) {
            this.wanted = wanted;
        }

        /**
         * What was found; sent now unless it went along with another question since it was asked.
         *
         * @throws VaultUnavailableException when the database can't be asked
         */
        public Seen get() {
            if (!sent.get() && !answer.isDone()) {
                if (closed) {
                    return vault.look(wanted);
                }
                queue.add(this);
                if (closed && queue.remove(this)) {
                    return vault.look(wanted);
                }
            }
            return waitFor(answer);
        }
    }

    /**
     * Looks, together with whoever else is looking; what is found may hold more than was asked for.
     *
     * @throws VaultUnavailableException when the database can't be asked
     */
    public Seen look(Glance wanted) {
        return new Later(wanted).get();
    }

    /** Asks along with the next question of anybody, so that this one costs no round trip of its own. */
    public Later later(Glance wanted) {
        var later = new Later(wanted);
        boolean unused = unhurried.offer(later); // when full it is sent on its own
        return later;
    }

    private static Seen waitFor(CompletableFuture<Seen> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new VaultUnavailableException("the vault could not be asked", failed);
        } catch (TimeoutException late) {
            throw new VaultUnavailableException("the vault did not answer in time", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new VaultUnavailableException("the wait for the vault was interrupted", stopped);
        }
    }

    private void run() {
        List<Later> together = new ArrayList<>();
        while (!closed) {
            try {
                together.add(queue.take());
                queue.drainTo(together, MOST_TOGETHER - 1);
                takeUnhurried(together);
                answer(together);
            } catch (InterruptedException stopped) {
                closed = true;
            }
            together.clear();
        }
        queue.drainTo(together);
        answer(together);
    }

    private void takeUnhurried(List<Later> together) {
        for (int taken = 0; taken < MOST_TOGETHER; taken++) {
            Later later = unhurried.poll();
            if (later == null) {
                return;
            }
            together.add(later);
        }
    }

    /** Each question is sent once, also one that stands in both queues. */
    private void answer(List<Later> gathered) {
        List<Later> together = gathered.stream()
                .filter(each -> each.sent.compareAndSet(false, true))
                .toList();
        try {
            Seen seen = vault.look(union(together));
            together.forEach(each -> each.answer.complete(seen));
        } catch (RuntimeException failed) { // the thread's outermost loop: who waits is told, the next may do better
            together.forEach(each -> each.answer.completeExceptionally(failed));
        }
    }

    private static Glance union(List<Later> together) {
        if (together.size() == 1) {
            return together.getFirst().wanted;
        }
        Set<Token> rows = new HashSet<>();
        Set<DirectoryName> documents = new HashSet<>();
        Set<PatientId> patients = new HashSet<>();
        for (Later each : together) {
            rows.addAll(each.wanted.rows());
            documents.addAll(each.wanted.documents());
            patients.addAll(each.wanted.patients());
        }
        return new Glance(rows, documents, patients);
    }

    /** Answers who still waits and stops; later questions go to the vault one by one. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
