package org.suwen.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.DemoServer;

/** npm's fhir-kit-client, unmodified, against the real server. */
class KitClientTest {
    @Test
    void createsReadsSearchesPagesPatchesDeletesAndIsRefused() throws IOException, InterruptedException {
        DemoServer demo = DemoServer.shared();
        Process node = new ProcessBuilder(
                        "node",
                        NpmClients.folder().resolve("kit.mjs").toString(),
                        demo.http().address() + "/fhir",
                        demo.as("dr.lin").token(),
                        demo.as("connector").token(),
                        "CL0000002")
                .redirectErrorStream(true)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(output).isZero();
        assertThat(output.lines().toList())
                .isEqualTo(List.of(
                        "capabilities",
                        "search",
                        "create and read",
                        "update, patch and vread",
                        "history",
                        "pages",
                        "batch",
                        "everything",
                        "delete and refusal"));
    }
}
