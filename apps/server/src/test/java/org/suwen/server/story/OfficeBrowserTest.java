package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.server.story.Stage.DESK;
import static org.suwen.server.story.Stage.button;
import static org.suwen.server.story.Stage.heading;
import static org.suwen.server.story.Stage.reads;
import static org.suwen.server.story.Stage.readsNot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
