package org.suwen.server.post;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Short messages by the hospital's own gateway: a POST of {@code {"to":[…],"text":"…"}} to its address, which answers 2xx
 * once it has taken them.
 */
public final class ShortMessages implements Gateway {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI gateway;
    private final String token;
    private final Map<String, String> numbers;

    /**
     * Messages by {@code gateway}.
     *
     * @param token sent as a bearer token unless it is empty
     * @param numbers role to numbers, several separated by commas
     */
    public ShortMessages(URI gateway, String token, Map<String, String> numbers) {
        this.gateway = gateway;
        this.token = token;
        this.numbers = Map.copyOf(numbers);
    }

    @Override
    public void send(Message message) throws IOException {
        String to = numbers.getOrDefault(message.role(), "");
        if (to.isEmpty()) {
            throw new IOException("no number is configured for the role " + message.role());
        }
        byte[] body = JSON.writeValueAsBytes(Map.of("to", List.of(to.split("\\s*,\\s*")), "text", message.subject()));
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("the gateway of short messages answered " + answer.statusCode());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
