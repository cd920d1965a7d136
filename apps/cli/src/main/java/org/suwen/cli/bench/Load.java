package org.suwen.cli.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Sends requests from a number of clients for a time or until they run out, and counts only right answers. */
final class Load {

    private final int port;
    private final Predicate<Wire.Reply> right;
    private final LongSupplier nanos;

    /** Load on a port of this machine; an answer counts when it is {@code right}. */
    Load(int port, Predicate<Wire.Reply> right, LongSupplier nanos) {
        this.port = port;
        this.right = right;
        this.nanos = nanos;
    }

    /**
     * What was measured.
     *
     * @param answers right answers
     * @param wrong answers that were not right; none of them is in the figures
     * @param bytes body bytes of right answers
     * @param seconds wall time
     * @param sortedMicros one latency per right answer, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    record Result(int answers, int wrong, long bytes, double seconds, long[] sortedMicros) {
        double perSecond() {
            return answers / seconds;
        }

        double millisAt(double quantile) {
            if (sortedMicros.length == 0) {
                return Double.NaN;
            }
            int at = (int) Math.min(sortedMicros.length - 1L, Math.round(quantile * (sortedMicros.length - 1)));
            return sortedMicros[at] / 1000.0;
        }
    }

    /** One client's own counts. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    private record Part(long[] micros, int answers, int wrong, long bytes) {}

    /** Each client takes the next request of an endless row until the time is over. */
    Result forTime(Duration time, int clients, IntFunction<byte[]> requests) throws IOException {
        long end = nanos.getAsLong() + time.toNanos();
        return run(clients, requests, () -> nanos.getAsLong() < end, Integer.MAX_VALUE);
    }

    /** Each request is sent once. */
    Result each(int clients, int count, IntFunction<byte[]> requests) throws IOException {
        return run(clients, requests, () -> true, count);
    }

    private interface Going {
        boolean on();
    }

    private Result run(int clients, IntFunction<byte[]> requests, Going going, int count) throws IOException {
        var next = new AtomicInteger();
        long start = nanos.getAsLong();
        List<Part> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Part>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(() -> client(next, requests, going, count)));
            }
            for (Future<Part> each : running) {
                parts.add(each.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } catch (ExecutionException failed) {
            throw new IOException("a client failed: " + failed.getCause(), failed);
        }
        return sum(parts, (nanos.getAsLong() - start) / 1e9);
    }

    private Part client(AtomicInteger next, IntFunction<byte[]> requests, Going going, int count) throws IOException {
        long[] micros = new long[1024];
        int answers = 0;
        int wrong = 0;
        long bytes = 0;
        try (var wire = new Wire(port)) {
            for (int at = next.getAndIncrement(); at < count && going.on(); at = next.getAndIncrement()) {
                byte[] request = requests.apply(at);
                long sent = nanos.getAsLong();
                Wire.Reply reply = wire.send(request);
                long took = (nanos.getAsLong() - sent) / 1000;
                if (!right.test(reply)) {
                    wrong++;
                    continue;
                }
                if (answers == micros.length) {
                    micros = Arrays.copyOf(micros, micros.length * 2);
                }
                micros[answers++] = took;
                bytes += reply.body().length;
            }
        }
        return new Part(Arrays.copyOf(micros, answers), answers, wrong, bytes);
    }

    private static Result sum(List<Part> parts, double seconds) {
        int answers = parts.stream().mapToInt(Part::answers).sum();
        long[] all = new long[answers];
        int at = 0;
        for (Part part : parts) {
            System.arraycopy(part.micros(), 0, all, at, part.answers());
            at += part.answers();
        }
        Arrays.sort(all);
        int wrong = parts.stream().mapToInt(Part::wrong).sum();
        long bytes = parts.stream().mapToLong(Part::bytes).sum();
        return new Result(answers, wrong, bytes, seconds, all);
    }
}
