package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.server.story.DemoServer.Answer;
import tools.jackson.databind.JsonNode;

/** The demo's story in a browser: the patient at a phone's width, staff at a desk's. */
class StoryBrowserTest {

    private static final int PHONE = 390;
    private static final int DESK = 1280;

    private static DemoServer server;
    private static Playwright playwright;
    private static Browser browser;
    private static String patient;

    @BeforeAll
    static void start() throws IOException {
        server = DemoServer.start();
        patient = server.patient("CL0000001");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(java.util.List.of("--no-sandbox")));
    }

    @AfterAll
    static void stop() throws IOException {
        playwright.close();
        server.close();
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("install Chromium, for instance `apt install chromium`"));
    }

    private static Page signIn(String name, int width) {
        JsonNode account = server.account(name);
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setLocale("zh-CN"))
                .newPage();
        page.navigate(server.address());
        button(page, "用" + account.path("name").asString() + "的账号").click();
        button(page, "下一步").click();
        Locator code = page.getByLabel("动态码");
        assertThat(code).hasValue(java.util.regex.Pattern.compile("\\d{6}"));
        page.locator("button[type=submit]").click();
        assertThat(code).hasCount(0);
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator text(Page page, String text) {
        return page.getByText(text).first();
    }

    private static Page open(Page page, String path) {
        page.navigate(server.address() + path);
        return page;
    }

    private static Answer reports(String account) {
        return server.get(account, "/fhir/DiagnosticReport?patient=" + patient);
    }

    @Test
    void anAttendingOpensHerPatientAndSeesOnWhichGround() {
        Page page = signIn("dr.lin", DESK);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("张敏"))
                .first()
                .click();

        assertThat(text(page, "您是患者的负责医生")).isVisible();
        assertThat(text(page, "肝细胞癌")).isVisible();
    }

    @Test
    void aResidentIsToldThatAReportIsAboveHisTitle() {
        String report = reports("dr.lin")
                .json()
                .path("entry")
                .path(0)
                .path("resource")
                .path("id")
                .asString();
        Page page = signIn("dr.chen", DESK);

        open(page, "/patients/" + patient + "/DiagnosticReport/" + report);

        assertThat(text(page, "超出职称对应的查看范围")).isVisible();
        assertThat(text(page, "请由责任医生或主任医师查看")).isVisible();
    }

    @Test
    void aWithdrawalStopsModelAndConsultantAtOnceAndNotTheTeam() {
        assertThat(reports("ai.hepatology").ground()).isEqualTo("LICENCE");
        Answer consultant = server.get("dr.sun", "/fhir/Patient/" + patient + "/$everything?_count=200");
        assertThat(consultant.ground()).isEqualTo("CROSS_ORG_CONSENT");
        assertThat(consultant.types()).contains("Encounter", "OperationOutcome");
        Page feed = open(signIn("zhang.min", PHONE), "/feed");
        assertThat(text(feed, "实时更新中")).isVisible();

        Page consents = open(signIn("zhang.min", PHONE), "/consents");
        refuse(consents, "智能辅助诊断参考");
        refuse(consents, "孙怀远主任医师（澄澜医科大学附属第二医院）");

        assertThat(reports("ai.hepatology").reason()).isEqualTo("CONSENT");
        assertThat(reports("dr.sun").reason()).isEqualTo("CROSS_ORG_CONSENT");
        assertThat(reports("dr.lin").ground()).isEqualTo("RESPONSIBLE");
        assertThat(text(feed, "更改了智能辅助诊断参考：不同意")).isVisible();
        assertThat(text(feed, "患者未同意或已撤回")).isVisible();
        assertThat(text(feed, "跨机构调阅未经患者授权")).isVisible();
    }

    private static void refuse(Page page, String title) {
        Locator toggle = page.getByRole(
                AriaRole.SWITCH, new Page.GetByRoleOptions().setName(title).setExact(true));
        toggle.click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("不同意"))
                .click();
        assertThat(toggle).not().isChecked();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    @Test
    void aWatchSendsOnlyWhatIsSwitchedOn() {
        assertThat(server.post("watch.zhang.min", "/fhir/Observation", heartRate())
                        .status())
                .isEqualTo(201);
        Page page = open(signIn("zhang.min", PHONE), "/devices");
        Locator toggle = page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("心率"));

        toggle.click();
        assertThat(toggle).not().isChecked();
        assertThat(toggle).isEnabled();

        Answer refused = server.post("watch.zhang.min", "/fhir/Observation", heartRate());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("SENSOR_OFF");
    }

    private static String heartRate() {
        return """
                {"resourceType":"Observation","status":"final","subject":{"reference":"Patient/%s"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},
                 "effectiveDateTime":"2026-11-22T09:30:00+08:00",
                 "valueQuantity":{"value":72,"system":"http://unitsofmeasure.org","code":"/min"}}""".formatted(patient);
    }

    @Test
    void anEmergencyDoctorBreaksTheGlassOwesAStatementAndThePatientSeesIt() {
        assertThat(reports("dr.wu").reason()).isEqualTo("DEPARTMENT");
        Page feed = open(signIn("zhang.min", PHONE), "/feed");
        assertThat(text(feed, "实时更新中")).isVisible();
        Page page = open(signIn("dr.wu", DESK), "/emergency");

        page.getByText("病案号").click();
        page.getByLabel("号码").fill("CL0000001");
        page.locator("button[type=submit]").first().click();
        button(page, "选择张").click();
        page.getByText("抢救生命").click();
        page.getByLabel("理由").fill("呕血休克，需要既往史和用药");
        button(page, "破窗打开病历").click();

        assertThat(text(page, "您正在以紧急破窗方式查看")).isVisible();
        assertThat(text(page, "肝细胞癌")).isVisible();
        assertThat(text(feed, "在紧急情况下打开了全部病历")).isVisible();
        assertThat(button(open(page, "/statements"), "写说明").first()).isVisible();
    }

    @Test
    void aResearcherWithoutApprovalAndAnAdministratorSeeNothing() {
        assertThat(reports("researcher.qian").reason()).isEqualTo("NO_STUDY_APPROVAL");
        assertThat(reports("admin").reason()).isEqualTo("ADMINISTRATOR");

        assertThat(text(signIn("admin", DESK), "管理员不看病历")).isVisible();
        assertThat(text(signIn("researcher.qian", DESK), "研究不在这里")).isVisible();
    }

    @Test
    void theOfficeVerifiesTheLedgerAndReadsWhyAnEntryCameOutAsItDid() {
        reports("researcher.qian");
        Page page = open(signIn("officer", DESK), "/ledger");

        button(page, "核对整个账本").click();
        assertThat(text(page, "完好：")).isVisible();

        page.locator("tbody tr", new Page.LocatorOptions().setHasText("研究未获伦理批准"))
                .first()
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        assertThat(text(page, "为什么这样判断")).isVisible();
        assertThat(text(page, "已在您的浏览器里验算")).isVisible();
    }

    @Test
    void aGuardianSeesTheWardAndNobodyElse() {
        assertThat(reports("sun.wei").status()).isEqualTo(403);

        Page page = open(signIn("sun.wei", PHONE), "/feed");

        assertThat(text(page, "谁看过")).isVisible();
        assertThat(text(page, "接口程序")).isVisible();
    }
}
