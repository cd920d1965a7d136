package org.suwen.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.evidence.Manifest;

/** Time stamps of an authority over HTTP. */
class TimeStampsTest {
    private static final byte[] HASH = Manifest.sha256(new byte[] {1});

    private static HttpServer serve(UnaryOperator<byte[]> answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.apply(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static TimeStamps client(HttpServer server) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new TimeStamps(Optional.of(address), new SecureRandom());
    }

    @Test
    void getsATokenOverTheHash() throws Exception {
        HttpServer server = serve(new LocalAuthority()::answer);
        try {
            byte[] token = client(server).stamp(HASH).orElseThrow();

            assertThat(new TimeStampToken(new CMSSignedData(token))
                            .getTimeStampInfo()
                            .getMessageImprintDigest())
                    .isEqualTo(HASH);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesAnAnswerToAnotherQuestion() throws Exception {
        var authority = new LocalAuthority();
        byte[][] first = new byte[1][];
        HttpServer server = serve(query -> {
            first[0] = first[0] == null ? query : first[0];
            return authority.answer(first[0]); // replays
        });
        try {
            TimeStamps client = client(server);
            assertThat(client.stamp(HASH)).isPresent();
            assertThatThrownBy(() -> client.stamp(HASH)).isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void asksNobodyWhenNoAuthorityIsConfigured() throws IOException {
        assertThat(new TimeStamps(Optional.empty(), new SecureRandom()).stamp(HASH))
                .isEmpty();
    }
}
