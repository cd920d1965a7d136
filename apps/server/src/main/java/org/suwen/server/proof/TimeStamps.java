package org.suwen.server.proof;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** Asks a time-stamping authority for tokens (RFC 3161); any authority by its address, licensed ones too. */
public final class TimeStamps {

    private static final int NONCE_BITS = 64;
    private static final int ANSWER_LIMIT = 1 << 18;

    private final Optional<URI> authority;
    private final SecureRandom random;

    /** Tokens of this authority; of nobody when it is empty. */
    public TimeStamps(Optional<URI> authority, SecureRandom random) {
        this.authority = authority;
        this.random = random;
    }

    /**
     * The token over a SHA-256 hash, in DER; empty when no authority is configured.
     *
     * @throws IOException when the authority can't be reached or answers something else than was asked
     */
    public Optional<byte[]> stamp(byte[] sha256) throws IOException {
        if (authority.isEmpty()) {
            return Optional.empty();
        }
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(TSPAlgorithms.SHA256, sha256, new BigInteger(NONCE_BITS, random));
        try {
            var response = new TimeStampResponse(ask(authority.get(), request.getEncoded()));
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw new IOException("the time-stamping authority refused: " + response.getStatusString());
            }
            return Optional.of(response.getTimeStampToken().getEncoded());
        } catch (TSPException wrong) {
            throw new IOException("the time-stamping authority did not answer what was asked", wrong);
        }
    }

    private static byte[] ask(URI address, byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/timestamp-query")
                .POST(BodyPublishers.ofByteArray(query))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("the time-stamping authority answered " + answer.statusCode());
                }
                return body.readNBytes(ANSWER_LIMIT);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the time-stamping authority", stopped);
        }
    }
}
