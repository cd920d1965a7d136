package org.suwen.server.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code suwen token NAME}: an access token of a demo account, alone on its line, for curl. */
public final class TokenCommand {

    private static final JsonMapper JSON = JsonMapper.shared();

    private TokenCommand() {}

    /** Prints the token and gives the exit status. */
    public static int run(Arguments arguments, PrintStream out, PrintStream err) {
        if (arguments.words().size() != 1) {
            err.println("give the name of one demo account: ./suwen token dr.lin");
            return 64;
        }
        String name = arguments.words().getFirst();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + arguments.port() + "/api/demo/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("username", name))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                out.println(JSON.readTree(answer.body()).path("access_token").asString());
                return 0;
            }
            err.println(
                    answer.statusCode() == 404
                            ? "the demo has no account `" + name + "`"
                            : "the server answered " + answer.statusCode());
            return 1;
        } catch (IOException unreachable) {
            err.println("no demo answers on port " + arguments.port() + "; start one with ./suwen demo");
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }
}
