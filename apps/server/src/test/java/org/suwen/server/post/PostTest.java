package org.suwen.server.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.suwen.server.access.Blocks;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Watch;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.StoredDocuments;

/** Notices leave by a real mail server and a gateway of short messages, and it is kept what became of each (DOC-40). */
class PostTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private final DirectoryDocuments documents = StoredDocuments.inMemory();
    private final Institution institution = new Institution("H1", "一院", "H1", ZONE, List.of());
    private final Watch watch = new Watch(documents, new Blocks(documents, institution, moment -> 3), institution);
    private final MovingClock clock = new MovingClock(NOW, ZONE);

    private Post post(Map<Watch.Channel, Gateway> gateways) {
        return new Post(watch, documents, gateways, new Post.Rim(clock, ZONE));
    }

    @Test
    void aNoticeReachesTheMailServerOnceAndTellsOfNoPatient() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            URI address = URI.create("smtp://127.0.0.1:" + server.getSmtp().getPort());
            Gateway mail = new Mail(address, "suwen@h1.example", Map.of("ADMINISTRATOR", "a@h1.example, b@h1.example"));
            watch.tell("e1", "ADMINISTRATOR", "dr.chen", "OFF_HOURS", NOW);
            Post post = post(Map.of(Watch.Channel.EMAIL, mail));

            assertThat(post.send()).isEqualTo(1);
            assertThat(post.send()).as("not twice").isZero();

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).as("one for each of two addresses").hasSize(2);
            assertThat(received[0].getSubject()).isEqualTo("素问：账号 dr.chen 已被自动阻断");
            assertThat(received[0].getContent().toString()).contains("OFF_HOURS", "2026-03-01 10:00", "不含任何患者资料");
            assertThat(states(post)).containsExactlyInAnyOrder(Post.State.SENT, Post.State.NO_GATEWAY);
        } finally {
            server.stop();
        }
    }

    private static List<Post.State> states(Post post) {
        return post.all().stream().map(each -> each.delivery().state()).toList();
    }

    @Test
    void aShortMessageThatIsRefusedIsTriedAgainLaterAndGivenUpAtLast() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        var status = new AtomicInteger(500);
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/sms", exchange -> {
            bodies.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        gateway.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms");
            Gateway sms = new ShortMessages(address, "secret", Map.of("OFFICER", "13800000000"));
            watch.tell("e2", "OFFICER", "dr.wu", "STATEMENT_OVERDUE", NOW);
            Post post = post(Map.of(Watch.Channel.SMS, sms));

            assertThat(post.send()).isZero();
            assertThat(post.send()).as("waits before the next attempt").isZero();
            assertThat(bodies).hasSize(1);
            assertThat(bodies.getFirst()).contains("Bearer secret", "13800000000", "dr.wu");
            clock.forward(3_600);
            status.set(204);
            assertThat(post.send()).isEqualTo(1);
            assertThat(states(post)).contains(Post.State.SENT);

            status.set(503);
            watch.tell("e3", "OFFICER", "dr.wu", "STATEMENT_OVERDUE", NOW);
            for (int attempt = 0; attempt < 12; attempt++) {
                post.send();
                clock.forward(100_000);
            }
            assertThat(states(post)).contains(Post.State.GIVEN_UP);
            assertThat(bodies).as("ten attempts and no more").hasSize(12);
        } finally {
            gateway.stop(0);
        }
    }

    @Test
    void aServerThatIsNotThereIsKeptAsTheFault() {
        Gateway mail =
                new Mail(URI.create("smtp://127.0.0.1:1"), "suwen@h1.example", Map.of("OFFICER", "o@h1.example"));
        watch.tell("e4", "OFFICER", "dr.wu", "STATEMENT_OVERDUE", NOW);
        Post post = post(Map.of(Watch.Channel.EMAIL, mail));

        assertThat(post.send()).isZero();
        assertThat(post.all())
                .filteredOn(each -> each.notice().channel() == Watch.Channel.EMAIL)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.delivery().state()).isEqualTo(Post.State.QUEUED);
                    assertThat(each.delivery().fault()).contains("mail server");
                });
    }
}
