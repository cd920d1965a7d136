package org.suwen.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.LogKeys;
import org.suwen.ledger.PeerLostException;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.MemoryDocuments;

/** The channel between nodes: whoever opened the institution's documents gets in, nobody else does. */
class NodeDoorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final DirectoryDocuments institution = new MemoryDocuments();
    private final NodeAddress address = freeAddress();
    private final List<NodeDoor> doors = new ArrayList<>();

    private static NodeAddress freeAddress() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new NodeAddress("127.0.0.1", socket.getLocalPort());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static NodeIdentity identity(DirectoryDocuments documents) {
        return NodeIdentity.of(documents, RANDOM, NOW);
    }

    @AfterEach
    void close() {
        doors.forEach(NodeDoor::close);
    }

    @CanIgnoreReturnValue
    private NodeDoor open() {
        NodeDoor door = NodeDoor.open(
                address, identity(institution), question -> ("re: " + text(question)).getBytes(StandardCharsets.UTF_8));
        doors.add(door);
        return door;
    }

    private static NodeCalls calls(DirectoryDocuments documents) {
        return new NodeCalls(new NodeAddress("127.0.0.1", 1), identity(documents), NodeDoorTest::noKeys);
    }

    private static LogKeys noKeys(UUID patient) {
        throw new IllegalStateException("no keys of `" + patient + "` here");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String ask(NodeCalls calls, String question) throws PeerLostException {
        return text(calls.ask(address.toString(), question.getBytes(StandardCharsets.UTF_8), PATIENCE));
    }

    @Test
    void givesEachCallerItsOwnAnswer() throws Exception {
        open();
        try (NodeCalls calls = calls(institution);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int each = 0; each < 500; each++) {
                String question = "question " + each;
                answers.add(threads.submit(() -> ask(calls, question)));
            }
            for (int each = 0; each < answers.size(); each++) {
                assertThat(answers.get(each).get()).isEqualTo("re: question " + each);
            }
        }
    }

    @Test
    void refusesANodeOfAnotherInstitution() {
        open();
        try (NodeCalls stranger = calls(new MemoryDocuments());
                NodeCalls own = calls(institution)) {
            assertThatThrownBy(() -> ask(stranger, "let me in")).isInstanceOf(PeerLostException.class);
            assertThat(answered(own)).isEqualTo("re: hello");
        }
    }

    private String answered(NodeCalls own) {
        try {
            return ask(own, "hello");
        } catch (PeerLostException lost) {
            throw new AssertionError(lost);
        }
    }

    @Test
    void refusesWhoSpeaksNoTls() throws Exception {
        open();
        try (Socket plain = new Socket(address.host(), address.port());
                NodeCalls own = calls(institution)) {
            OutputStream out = plain.getOutputStream();
            out.write(new byte[64]);
            out.flush();

            int ended = plain.getInputStream().readAllBytes().length; // an alert at most, then the end
            assertThat(ended).isLessThan(64);
            assertThat(answered(own)).isEqualTo("re: hello");
        }
    }

    @Test
    void findsTheWayAgainAfterTheOtherNodeWasAway() throws Exception {
        try (NodeCalls calls = calls(institution)) {
            NodeDoor first = open();
            assertThat(ask(calls, "hello")).isEqualTo("re: hello");
            first.close();
            assertThatThrownBy(() -> ask(calls, "anybody?")).isInstanceOf(PeerLostException.class);

            open();
            String answer = "";
            while (answer.isEmpty()) { // the broken connection is noticed by the first that uses it
                answer = tried(calls);
            }
            assertThat(answer).isEqualTo("re: hello");
        }
    }

    private String tried(NodeCalls calls) {
        try {
            return ask(calls, "hello");
        } catch (PeerLostException notYet) {
            return "";
        }
    }

    @Test
    void readsAddressesAsTheyAreWritten() {
        for (String text : List.of("10.20.0.5:7443", "node-a.hospital.example:1", "[fd00::1]:7443")) {
            assertThat(NodeAddress.parse(text)).hasToString(text);
        }
        for (String text : List.of("", "7443", "node:", "node:99999", "::1:7443", "a b:1")) {
            assertThatThrownBy(() -> NodeAddress.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("`suwen.node`");
        }
    }
}
