package org.suwen.server.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LedgerException;
import org.suwen.ledger.Proof;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.SignedNote;
import org.suwen.ledger.witness.AddCheckpoint;
import org.suwen.ledger.witness.Policy;

/** Shows each new checkpoint to the witnesses of the policy and keeps the last one that enough of them cosigned. */
public final class Witnessing implements AutoCloseable {

    private static final int DONE = 200;
    private static final int CONFLICT = 409;
    private static final int ANSWER_LIMIT = 1 << 16;

    private final Ledger ledger;
    private final Policy policy;
    private final Map<String, Long> sizes = new ConcurrentHashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("witnesses").factory());
    private volatile Optional<Checkpoint> cosigned = Optional.empty();

    /** Starts to show the checkpoints of {@code ledger}, one each {@code every} at most. */
    public Witnessing(Ledger ledger, Policy policy, Duration every) {
        this.ledger = ledger;
        this.policy = policy;
        var unused = thread.scheduleWithFixedDelay(this::round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The last checkpoint that the policy's quorum cosigned, with all cosignatures. */
    public Optional<Checkpoint> cosigned() {
        return cosigned;
    }

    /** By witness, what is wrong with it, or with us in its eyes. */
    public Map<String, String> troubles() {
        return new TreeMap<>(troubles);
    }

    private void round() {
        Checkpoint checkpoint = ledger.checkpoint();
        if (cosigned.isPresent() && cosigned.get().size() == checkpoint.size()) {
            return;
        }
        List<SignedNote.Line> lines = new ArrayList<>(checkpoint.note().lines());
        policy.witnesses()
                .forEach((name, member) -> member.url().ifPresent(url -> {
                    try {
                        lines.addAll(ask(name, url, checkpoint));
                        troubles.remove(name);
                    } catch (IOException | InvalidNoteException | LedgerException failed) {
                        troubles.put(name, String.valueOf(failed.getMessage()));
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                }));
        SignedNote note = new SignedNote(checkpoint.note().text(), lines);
        if (policy.met(policy.cosigners(note))) {
            cosigned = Optional.of(new Checkpoint(checkpoint.origin(), checkpoint.head(), note));
        }
    }

    /** The witness's lines; asks again with its own size when it knows another one than we thought. */
    private List<SignedNote.Line> ask(String name, String url, Checkpoint checkpoint)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(url, checkpoint, sizes.getOrDefault(name, 0L));
        if (answer.statusCode() == CONFLICT) {
            long known = size(answer.body());
            if (known > checkpoint.size()) {
                throw new IOException("it has cosigned `" + known + "` entries, more than this ledger has: a fork, or"
                        + " this ledger was rolled back");
            }
            answer = send(url, checkpoint, known);
        }
        if (answer.statusCode() != DONE) {
            throw new IOException("it refused with " + answer.statusCode() + ": "
                    + answer.body().strip());
        }
        if (answer.body().length() > ANSWER_LIMIT) {
            throw new IOException("its answer is longer than any cosignature");
        }
        sizes.put(name, checkpoint.size());
        return SignedNote.parse(checkpoint.note().text() + "\n" + answer.body()).lines();
    }

    private static long size(String body) throws IOException {
        String text = body.strip();
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException("it names no size with its conflict");
        }
        return Long.parseLong(text);
    }

    private HttpResponse<String> send(String url, Checkpoint checkpoint, long old)
            throws IOException, InterruptedException {
        Proof proof = old == 0 || old == checkpoint.size()
                ? new Proof(List.of())
                : ledger.consistency(old, checkpoint.size());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + "/add-checkpoint"))
                .timeout(Duration.ofSeconds(5))
                .POST(BodyPublishers.ofString(new AddCheckpoint(old, proof, checkpoint).text()))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        http.shutdownNow();
    }
}
