package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.invariants.Http.Reply;
import tools.jackson.databind.JsonNode;

/** What an app gets is the least of what its person may do and what the person let it do; codes are good once. */
class AppReachTest {
    private static final String REDIRECT = "http://127.0.0.1:9/app/index.html";
    private static final String VERIFIER = "0123456789012345678901234567890123456789012";

    private static Http nobody;
    private static String patient;
    private static String cookie;
    private static String csrf;

    @BeforeAll
    static void signIn() {
        DemoServer demo = DemoServer.shared();
        nobody = demo.http();
        JsonNode account = nobody.get("/api/demo/accounts")
                .json()
                .path("accounts")
                .valueStream()
                .filter(each -> each.path("username").asString().equals("zhou.qing"))
                .findFirst()
                .orElseThrow();
        String challenge = nobody.post(
                        "/api/session",
                        "{\"username\":\"zhou.qing\",\"password\":\""
                                + account.path("password").asString() + "\"}")
                .json()
                .path("challenge")
                .asString();
        Reply session = nobody.post(
                "/api/session/code",
                "{\"challenge\":\"" + challenge + "\",\"code\":\""
                        + account.path("code").asString() + "\"}");
        cookie = session.header("Set-Cookie").replaceFirst(";.*", "");
        patient = session.json().at("/patients/0").asString();
        csrf = session.json().path("csrf").asString();
    }

    private static Map<String, String> wish(String scope) {
        Map<String, String> wish = new TreeMap<>();
        wish.put("response_type", "code");
        wish.put("client_id", "growth-chart");
        wish.put("redirect_uri", REDIRECT);
        wish.put("scope", scope);
        wish.put("state", "s&1");
        wish.put("aud", nobody.address() + "/fhir");
        wish.put("code_challenge", digest(VERIFIER));
        wish.put("code_challenge_method", "S256");
        return wish;
    }

    private static String digest(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Reply answered(Map<String, String> wish, boolean allow, String about) {
        String asked = wish.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                .collect(Collectors.joining(","));
        return nobody.post(
                "/api/authorizations",
                "{\"asked\":{" + asked + "},\"allow\":" + allow + ",\"patient\":\"" + about + "\"}",
                "Cookie",
                cookie,
                "X-Suwen-CSRF",
                csrf);
    }

    private static String code(String scope) {
        Reply reply = answered(wish(scope), true, patient);
        assertThat(reply.status()).as("%s", reply).isEqualTo(200);
        String address = reply.json().path("address").asString();
        assertThat(address).startsWith(REDIRECT + "?code=").endsWith("&state=s%261");
        return address.replaceFirst(".*code=", "").replaceFirst("&.*", "");
    }

    private static Reply exchange(String code, String verifier) {
        Map<String, String> form = new TreeMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("client_id", "growth-chart");
        form.put("redirect_uri", REDIRECT);
        form.put("code_verifier", verifier);
        return nobody.post("/oauth2/token", form(form), "Content-Type", "application/x-www-form-urlencoded");
    }

    private static Http app(String scope) {
        Reply token = exchange(code(scope), VERIFIER);
        assertThat(token.status()).as("%s", token).isEqualTo(200);
        assertThat(token.json().path("patient").asString()).isEqualTo(patient);
        return new Http(nobody.address(), token.json().path("access_token").asString());
    }

    @Test
    void theScopesAreACeilingAtEveryDoor() {
        Http app = app("launch/patient patient/Patient.rs patient/Observation.read patient/Condition.rs");
        String own = "/fhir/Patient/" + patient;

        assertThat(app.get(own).status()).isEqualTo(200);
        assertThat(app.get("/fhir/Observation?patient=" + patient).status()).isEqualTo(200);
        Reply everything = app.get(own + "/$everything?_count=100");
        assertThat(everything.status()).as("%s", everything).isEqualTo(200);
        assertThat(everything.text())
                .contains("\"Patient\"")
                .contains("SCOPE")
                .doesNotContain("\"resourceType\":\"Condition\"")
                .doesNotContain("\"resourceType\":\"Encounter\"");
        Reply encounters = app.get("/fhir/Encounter?patient=" + patient);
        assertThat(encounters.text()).doesNotContain("\"resourceType\":\"Encounter\"");
        assertThat(app.get("/fhir/Encounter?patient=" + patient + "&status=finished")
                        .text())
                .doesNotContain("\"resourceType\":\"Encounter\"");
        Reply written = app.post(
                "/fhir/Observation",
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{"
                        + "\"reference\":\"Patient/" + patient + "\"}}");
        assertThat(written.status()).as("%s", written).isEqualTo(403);
        assertThat(app.get("/api/patients/" + patient + "/feed").status()).isEqualTo(403);
        assertThat(app.get("/api/session").status()).isEqualTo(401);
    }

    @Test
    void whatThePersonMayNotSeeTheAppDoesNotSeeEither() {
        Http app = app("user/Patient.rs user/Observation.rs launch/patient patient/Patient.rs");
        String other = DemoServer.shared().as("dr.lin").patient("CL0000002");

        assertThat(app.get("/fhir/Patient/" + other).status()).isEqualTo(403);
        assertThat(answered(wish("patient/Patient.rs"), true, other).status()).isEqualTo(400);
    }

    @Test
    void aCodeIsGoodOnceAndForItsOwnVerifierOnly() {
        String code = code("patient/Patient.rs");
        assertThat(exchange(code, VERIFIER).status()).isEqualTo(200);
        assertThat(exchange(code, VERIFIER).text()).contains("invalid_grant");
        assertThat(exchange(code("patient/Patient.rs"), VERIFIER + "x").text()).contains("invalid_grant");
        assertThat(exchange("made-up", VERIFIER).status()).isEqualTo(400);
    }

    @Test
    void whatIsWrongInAWishIsToldTheAppUnlessTheAddressIsNotItsOwn() {
        Map<String, String> elsewhere = wish("patient/Patient.rs");
        elsewhere.put("redirect_uri", "https://elsewhere.example/");
        assertThat(nobody.get("/oauth2/authorize?" + form(elsewhere)).status()).isEqualTo(400);
        Map<String, String> plain = wish("patient/Patient.rs");
        plain.remove("code_challenge");
        assertThat(nobody.get("/oauth2/authorize?" + form(plain)).header("Location"))
                .isEqualTo(REDIRECT + "?error=invalid_request&state=s%261");
        Map<String, String> none = wish("patient/Device.rs");
        assertThat(nobody.get("/oauth2/authorize?" + form(none)).header("Location"))
                .contains("invalid_scope");
        assertThat(nobody.get("/oauth2/authorize?" + form(wish("patient/Patient.rs")))
                        .header("Location"))
                .startsWith("/authorize?");
        assertThat(answered(wish("patient/Patient.rs"), false, patient).text()).contains("error=access_denied");
    }

    @Test
    void onlyPagesOfRegisteredAppsReachTheInterfaceFromElsewhere() {
        String smart = "/fhir/.well-known/smart-configuration";
        Reply known = nobody.get(smart, "Origin", "http://127.0.0.1:5173");
        assertThat(known.header("Access-Control-Allow-Origin")).isEqualTo("http://127.0.0.1:5173");
        assertThat(known.json().path("capabilities").toString()).contains("launch-standalone");
        assertThat(nobody.get(smart, "Origin", "https://elsewhere.example").header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(nobody.get("/api/demo/accounts", "Origin", "http://127.0.0.1:5173")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
