package org.suwen.cli.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.ledger.verify.LedgerReader;
import org.suwen.ledger.verify.UnreadableLedgerException;

/**
 * A ledger behind HTTP, in the layout of C2SP tlog-tiles.
 *
 * <p>Nothing it gives is trusted. What the server says it has not (404) is empty; every other answer but 200 is an
 * {@link UnreadableLedgerException}, since it says nothing about the ledger.
 */
final class HttpLedger implements LedgerReader, AutoCloseable {

    private static final int FOUND = 200;
    private static final int ABSENT = 404;
    private static final int ANSWER_LIMIT = 1 << 25; // a bundle of 256 longest entries has 16 MiB

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** The ledger below {@code base}, such as {@code http://localhost:8080/ledger}. */
    HttpLedger(URI base) {
        this.base = URI.create(base.toString().replaceAll("/+$", "") + "/");
    }

    @Override
    public Optional<String> checkpoint() {
        return get("checkpoint").map(HttpLedger::text);
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        return get(path.toString());
    }

    /** The key the server offers; it pins nothing, since whoever gives a false ledger gives a false key too. */
    Optional<String> offeredKey() {
        return get("key").map(HttpLedger::text).map(String::strip);
    }

    private Optional<byte[]> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return switch (answer.statusCode()) {
                    case FOUND -> Optional.of(limited(body));
                    case ABSENT -> Optional.empty();
                    default -> throw new IOException("it answered " + answer.statusCode());
                };
            }
        } catch (IOException failed) {
            throw new UnreadableLedgerException("`" + request.uri() + "` can't be read: " + reason(failed), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreadableLedgerException("the check was interrupted", stopped);
        }
    }

    private static String reason(IOException failed) {
        return Optional.ofNullable(failed.getMessage()).orElse("no server answers there");
    }

    private static byte[] limited(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(ANSWER_LIMIT + 1);
        if (bytes.length > ANSWER_LIMIT) {
            throw new IOException("the answer is larger than any tile or bundle");
        }
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
