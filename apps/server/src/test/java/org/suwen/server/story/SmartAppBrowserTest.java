package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.suwen.server.clients.NpmClients;

/** A SMART app of somebody else, served from elsewhere, with npm's fhirclient as it is (SMART App Launch 2). */
@ExtendWith(OnStage.class)
class SmartAppBrowserTest {
    private static final String SCOPE = "launch/patient patient/Patient.rs patient/Observation.rs";

    private static HttpServer elsewhere;

    private final Stage stage;

    SmartAppBrowserTest(Stage stage) {
        this.stage = stage;
    }

    @BeforeAll
    static void serveTheApp() throws IOException {
        Path clients = NpmClients.folder();
        Map<String, Path> files = Map.of(
                "/app/index.html",
                clients.resolve("app.html"),
                "/app/fhir-client.js",
                clients.resolve("node_modules/fhirclient/build/fhir-client.js"));
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/app/", exchange -> {
            Path file = files.get(exchange.getRequestURI().getPath());
            byte[] bytes = file == null ? new byte[0] : Files.readAllBytes(file);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            file != null && file.toString().endsWith("js") ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(file == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        elsewhere.start();
    }

    @AfterAll
    static void stop() {
        elsewhere.stop(0);
    }

    private String launch(String scope) {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/app/index.html?iss="
                + encode(stage.hospital().http().address() + "/fhir") + "&scope=" + encode(scope);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aPatientLetsAnAppSeeResultsAndNothingElse() {
        Page page = stage.page("li.wen", Stage.DESK, "/");
        page.navigate(launch(SCOPE + " patient/Condition.rs offline_access"));
        assertThat(page.getByText("化验趋势图")).isVisible();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("允许").setExact(true))
                .click();

        Locator said = page.locator("#said");
        assertThat(said).hasText(Pattern.compile("^.+ \\| [1-9][0-9]* \\| " + SCOPE + " \\| 0$"));
        String patient = stage.as("dr.lin").patient("CL0000002");
        assertThat(said.textContent()).startsWith(patient + " | ");
    }

    @Test
    void aDoctorChoosesThePatientAndMayDecline() {
        Page page = stage.page("dr.lin", Stage.DESK, "/");
        page.navigate(launch(SCOPE));
        assertThat(page.getByText("化验趋势图")).isVisible();
        Stage.button(page, "不允许").click();

        assertThat(page.locator("#said")).hasText("refused: access_denied");
    }
}
