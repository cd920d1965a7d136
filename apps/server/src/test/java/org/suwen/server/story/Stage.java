package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.suwen.server.invariants.DemoServer;
import org.suwen.server.invariants.Http;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo hospital with a browser in front of it, both started once for all stories. */
final class Stage implements AutoCloseable {

    /** A phone's width. */
    static final int PHONE = 390;

    /** A desk's width. */
    static final int DESK = 1280;

    private static final double PATIENCE_MILLIS = 20_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DemoServer hospital;
    private final Playwright playwright;
    private final Browser browser;
    private final Map<String, String> sessions = new HashMap<>();
    private final List<BrowserContext> open = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Stage(DemoServer hospital, Playwright playwright, Browser browser) {
        this.hospital = hospital;
        this.playwright = playwright;
        this.browser = browser;
    }

    static Stage build() {
        if (Stage.class.getResource("/static/index.html") == null) {
            throw new IllegalStateException(
                    "the console is not built; run `npm ci && npm run build` in apps/console, or ./suwen test");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Stage(DemoServer.start(), playwright, browser);
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("install Chromium, for instance `apt install chromium`"));
    }

    /** The server as its programs and its database's owner reach it. */
    DemoServer hospital() {
        return hospital;
    }

    /** An account's client, which attests the version that machines are licensed with. */
    Http as(String account) {
        return hospital.as(account);
    }

    /** What the demo's sign-in page offers for an account: name, password and an unused code. */
    JsonNode account(String name) {
        return hospital.http()
                .get("/api/demo/accounts")
                .json()
                .path("accounts")
                .valueStream()
                .filter(each -> each.path("username").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** An empty page of nobody's, in Chinese. */
    Page stranger(int width) {
        return stranger(width, "zh-CN");
    }

    Page stranger(int width, String locale) {
        return page(width, new Browser.NewContextOptions().setLocale(locale));
    }

    /** A page of somebody signed in, at an address of the console, in Chinese. */
    Page page(String account, int width, String path) {
        return page(account, width, path, "zh-CN");
    }

    Page page(String account, int width, String path, String locale) {
        String session = sessions.computeIfAbsent(account, this::session);
        Page page =
                page(width, new Browser.NewContextOptions().setLocale(locale).setStorageState(session));
        page.navigate(hospital.http().address() + path);
        return page;
    }

    private Page page(int width, Browser.NewContextOptions options) {
        // What moves is not there yet, or not gone yet: a busy machine makes that last.
        BrowserContext context = browser.newContext(
                options.setReducedMotion(ReducedMotion.REDUCE).setViewportSize(width, width == PHONE ? 844 : 800));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        open.add(context);
        Page page = context.newPage();
        page.onPageError(faults::add);
        return page;
    }

    /** Signs in without a screen, once for each account. */
    private String session(String name) {
        APIRequestContext http = playwright.request().newContext();
        JsonNode account = account(name);
        String challenge = post(
                        http,
                        "/api/session",
                        Map.of(
                                "username",
                                name,
                                "password",
                                account.path("password").asString()))
                .path("challenge")
                .asString();
        post(
                http,
                "/api/session/code",
                Map.of("challenge", challenge, "code", account.path("code").asString()));
        String state = http.storageState();
        http.dispose();
        return state;
    }

    private JsonNode post(APIRequestContext http, String path, Map<String, String> body) {
        APIResponse response = http.post(
                hospital.http().address() + path, RequestOptions.create().setData(body));
        if (!response.ok()) {
            throw new AssertionError("can't sign in: " + response.status() + " " + response.text());
        }
        return JSON.readTree(response.body());
    }

    /** Closes what a test has opened, and fails if a script of the console has failed meanwhile. */
    void clear() {
        open.forEach(BrowserContext::close);
        open.clear();
        if (!faults.isEmpty()) {
            List<String> seen = List.copyOf(faults);
            faults.clear();
            throw new AssertionError("the console's scripts failed: " + seen);
        }
    }

    @Override
    public void close() {
        playwright.close();
        hospital.close();
    }

    // --- what a person does -----------------------------------------------------------------------------------------

    /** A code that is none of those in force at this moment. */
    static String unlike(String code) {
        return code.startsWith("00") ? "999999" : "00" + code.substring(2);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    static Locator toggle(Page page, String name) {
        return page.getByRole(
                AriaRole.SWITCH, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Asserts that a text can be read on the page, at once or soon. */
    static void reads(Page page, String text) {
        assertThat(page.getByText(text).first()).isVisible();
    }

    static void readsNot(Page page, String text) {
        assertThat(page.getByText(text)).hasCount(0);
    }

    /** Asserts that nothing of the page lies beyond its right edge. */
    static void fits(Page page) {
        Object wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        if (((Number) wider).intValue() > 0) {
            throw new AssertionError("the page at " + page.url() + " is " + wider + " pixels wider than its window");
        }
    }
}
