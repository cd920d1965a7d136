package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.server.story.Stage.DESK;
import static org.suwen.server.story.Stage.PHONE;
import static org.suwen.server.story.Stage.button;
import static org.suwen.server.story.Stage.heading;
import static org.suwen.server.story.Stage.link;
import static org.suwen.server.story.Stage.reads;
import static org.suwen.server.story.Stage.readsNot;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.suwen.server.invariants.Http;

/** The data-protection office, and those who see no patient's data at all. */
@ExtendWith(OnStage.class)
class OfficeBrowserTest {

    private final Stage stage;

    OfficeBrowserTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void anOfficerFindsARefusalAndReadsWhyAndItsProof() {
        String patient = stage.as("dr.zhao").patient("CL0000002");
        stage.as("researcher.qian").get("/fhir/Condition?patient=" + patient);
        Page page = stage.page("officer", DESK, "/office/entries");
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("按结果筛选"))
                .click();
        page.getByTitle("已拒绝").click();
        assertThat(page.locator("tbody .chip.good")).hasCount(0);

        page.locator("tbody tr", new Page.LocatorOptions().setHasText("钱书宁"))
                .first()
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        reads(page, "研究未获伦理批准");
        reads(page, "用到的规则");
        reads(page, "医学研究");
        reads(page, "已在您的浏览器里验算：这条确实在账本里");
        readsNot(page, "fhir.search");
    }

    @Test
    void anOfficerFollowsAPersonAndTakesEvidenceAway() throws IOException {
        Http doctor = stage.as("dr.lin");
        doctor.get("/fhir/Patient/" + doctor.patient("CL0000002"));
        Page page = stage.page("officer", DESK, "/office/entries");
        page.getByLabel("操作者").fill("林");
        button(page, "查找").click();
        page.waitForURL(url -> url.contains("person="));
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("林"))
                        .first())
                .isVisible();
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasNotText("林")))
                .hasCount(0);
        Download table = page.waitForDownload(() -> button(page, "导出表格").click());
        assertThat(Files.readString(table.path())).contains("\"dr.lin\"");

        page.locator("tbody input[type=checkbox]").first().check();
        link(page, "出具证据包").click();
        button(page, "生成并下载").click();
        reads(page, "请写明事由");
        page.getByLabel("事由").fill("检查通知书 12 号");
        Download file = page.waitForDownload(() -> button(page, "生成并下载").click());
        assertThat(file.suggestedFilename()).startsWith("suwen-evidence-").endsWith(".zip");
        reads(page, "事由：检查通知书 12 号");
    }

    @Test
    void anOfficerReviewsAnEmergencyAccess() {
        Http doctor = stage.as("dr.wu");
        String patient = doctor.post("/api/patients/find", "{\"kind\":\"RECORD_NUMBER\",\"value\":\"CL0000005\"}")
                .json()
                .at("/patients/0/id")
                .asString();
        String statement = doctor.post(
                        "/api/break-glass",
                        "{\"patient\":\"" + patient + "\",\"situation\":\"RESUSCITATION\",\"reason\":\"心脏骤停抢救\"}")
                .json()
                .get("statement")
                .asString();
        String told = "患者心脏骤停，需要既往用药史 " + statement;
        doctor.post("/api/statements/" + statement, "{\"text\":\"" + told + "\"}");

        Page page = stage.page("officer", PHONE, "/office/statements");
        Locator one = page.locator("li.sheet", new Page.LocatorOptions().setHasText(statement));
        one.getByText("理由成立").click();
        one.getByLabel("复核意见").fill("与急诊记录相符");
        one.getByRole(AriaRole.BUTTON).click();
        assertThat(one).containsText("复核：理由成立");
        assertThat(one.getByRole(AriaRole.BUTTON)).hasCount(0);
    }

    @Test
    void aWithdrawalLeavesATaskThatTheOfficeFinishes() {
        Http patient = stage.as("zhou.qing");
        String path = "/api/patients/" + patient.patient("CL0000007") + "/consents";
        for (String choice : List.of("AGREE", "DISAGREE")) {
            long version = patient.get(path).json().path("version").asLong();
            assertThat(patient.put(
                                    path,
                                    "{\"version\":" + version
                                            + ",\"changes\":[{\"kind\":\"OPTION\",\"code\":\"TEACHING\",\"choice\":\""
                                            + choice
                                            + "\"}]}")
                            .status())
                    .isEqualTo(200);
        }
        Page page = stage.page("officer", DESK, "/office/tasks");
        reads(page, "冻结下游接口与缓存");
        Locator task = page.locator("section.sheet", new Page.LocatorOptions().setHas(button(page, "办结")))
                .first();
        task.getByLabel("凭证").fill("接口日志 2026-7");
        task.getByRole(AriaRole.BUTTON).click();
        reads(page, "已办结。");
        reads(page, "接口日志 2026-7");
    }

    @Test
    void anAuditorVerifiesInEnglish() {
        Page page = stage.page("auditor", DESK, "/", "en-GB");
        assertThat(heading(page, "Overview")).isVisible();
        button(page, "Verify the whole ledger").click();
        reads(page, "Intact: all");
    }

    @Test
    void nobodyElseEntersTheOffice() {
        Page page = stage.page("dr.chen", DESK, "/office/entries");
        reads(page, "没有这个页面。");
        assertThat(stage.as("dr.chen").get("/api/office/statements").reason()).isEqualTo("PURPOSE");
    }

    @Test
    void anAdministratorAndAResearcherSeeNoRecords() {
        Page administrator = stage.page("admin", DESK, "/");
        assertThat(heading(administrator, "管理员不看病历")).isVisible();
        assertThat(administrator.getByRole(AriaRole.NAVIGATION)).hasCount(0);
        reads(administrator, "正常");
        for (Locator link : administrator.locator("#content a").all()) {
            assertThat(administrator.request().get(stage.hospital().http().address() + link.getAttribute("href")))
                    .isOK();
        }
        String patient = stage.as("dr.zhao").patient("CL0000002");
        assertThat(stage.as("admin").get("/fhir/Patient/" + patient).reason()).isEqualTo("ADMINISTRATOR");
        administrator.navigate(stage.hospital().http().address() + "/patients/" + patient);
        assertThat(heading(administrator, "管理员不看病历")).isVisible();
        readsNot(administrator, "李文");

        Page researcher = stage.page("researcher.qian", DESK, "/");
        assertThat(heading(researcher, "研究不在这里")).isVisible();
    }
}
