package org.suwen.cli.bench;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/right", 200, 0);
        answer("/measured", 200, 4);
        answer("/wrong", 403, 4);
        server.start();
    }

    private void answer(String path, int status, long length) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write("four".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void countsOnlyRightAnswers() throws IOException {
        var load = new Load(server.getAddress().getPort(), reply -> reply.status() == 200, System::nanoTime);
        byte[] right = Wire.request("GET", "/measured", "", new byte[0]);
        byte[] wrong = Wire.request("GET", "/wrong", "", new byte[0]);

        Load.Result result = load.each(2, 30, at -> at % 3 == 0 ? wrong : right);

        assertAll(
                () -> assertEquals(20, result.answers()),
                () -> assertEquals(10, result.wrong()),
                () -> assertEquals(20, result.sortedMicros().length),
                () -> assertEquals(80, result.bytes()));
    }

    @Test
    void readsAnswersInChunks() throws IOException {
        try (var wire = new Wire(server.getAddress().getPort())) {
            Wire.Reply reply = wire.send(Wire.request("GET", "/right", "", new byte[0]));

            assertEquals("four", new String(reply.body(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void givesQuantilesOfTheLatencies() {
        long[] micros = new long[101];
        for (int each = 0; each < micros.length; each++) {
            micros[each] = each * 1000L;
        }
        var result = new Load.Result(101, 0, 0, 1, micros);

        assertAll(
                () -> assertEquals(50, result.millisAt(0.5)),
                () -> assertEquals(99, result.millisAt(0.99)),
                () -> assertEquals(101, result.perSecond()));
    }

    @Test
    void replacesTheFormerResultOnThePage(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("performance.md");
        Files.writeString(page, "# Words\n");

        Recorded.into(page, "fhir", "first");
        Files.writeString(page, Files.readString(page) + "after\n");
        Recorded.into(page, "fhir", "second");

        String text = Files.readString(page);
        assertAll(
                () -> assertTrue(text.startsWith("# Words\n")),
                () -> assertTrue(text.contains("```\nsecond\n```")),
                () -> assertTrue(text.endsWith("after\n")),
                () -> assertEquals(-1, text.indexOf("first")));
    }
}
