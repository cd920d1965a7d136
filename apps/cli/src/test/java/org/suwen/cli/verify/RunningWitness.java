package org.suwen.cli.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import org.suwen.cli.Main;
import org.suwen.ledger.witness.AddCheckpoint;
import picocli.CommandLine;

/** The command {@code suwen witness}, running. */
final class RunningWitness implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread thread;
    private final URI address;
    private final String key;

    /** Starts it for the log of a key, with its folder {@code data}. */
    RunningWitness(String logKey, Path data) throws IOException {
        var words = new PipedReader();
        CommandLine line = Main.commandLine(Clock.systemUTC());
        line.setOut(new PrintWriter(new PipedWriter(words), true));
        String[] arguments = {
            "witness", "--name", "witness.example/b", "--log", logKey, "--data", data.toString(), "--port", "0"
        };
        this.thread = Thread.ofPlatform().daemon().start(() -> line.execute(arguments));
        var lines = new BufferedReader(words);
        this.address = URI.create(lines.readLine().substring("witness ".length()) + "/add-checkpoint");
        this.key = lines.readLine().substring("key ".length());
    }

    /** What its cosignatures are checked by. */
    String key() {
        return key;
    }

    HttpResponse<String> ask(AddCheckpoint call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .POST(BodyPublishers.ofString(call.text()))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        thread.interrupt();
        http.close();
    }
}
