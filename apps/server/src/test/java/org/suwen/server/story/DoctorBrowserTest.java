package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.suwen.server.story.Stage.DESK;
import static org.suwen.server.story.Stage.PHONE;
import static org.suwen.server.story.Stage.button;
import static org.suwen.server.story.Stage.heading;
import static org.suwen.server.story.Stage.link;
import static org.suwen.server.story.Stage.reads;
import static org.suwen.server.story.Stage.readsNot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A doctor's desk: the list, a record with its masked and withheld parts, the emergency door, statements. */
@ExtendWith(OnStage.class)
class DoctorBrowserTest {

    private final Stage stage;

    DoctorBrowserTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void theListIsNarrowedWhileTyping() {
        Page page = stage.page("dr.chen", DESK, "/");
        assertThat(link(page, "张敏")).isVisible();
        page.getByLabel("筛选我的患者").fill("李");
        assertThat(link(page, "李文")).isVisible();
        readsNot(page, "张敏");
    }

    @Test
    void aRecordSaysOnWhichGroundItIsSeenAndWhatIsWithheld() {
        Page page = stage.page("dr.chen", DESK, "/");
        link(page, "张敏").click();
        reads(page, "患者在您的诊疗组");
        Locator withheld = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("有内容没有显示"));
        assertThat(withheld).containsText("超出您职称查看范围的内容");
        assertThat(withheld).containsText("请由责任医生或主任医师查看");
        assertThat(withheld).containsText("其他科室的就诊记录");
        reads(page, "部分内容已按规则略去");
        readsNot(page, "中分化肝细胞癌");

        link(page, "查看依据详情").click();
        assertThat(heading(page, "这次判断的说明")).isVisible();
        reads(page, "已允许");
        reads(page, "法律依据");
    }

    @Test
    void whoeverMayReadOnOpensTextsAndItems() {
        Page page = stage.page("dr.lin", DESK, "/");
        link(page, "张敏").click();
        page.getByText("展开全文").first().click();
        assertThat(page.locator("details[open] .plain-text").first()).not().isEmpty();
        link(page, "肝穿刺病理诊断报告").click();
        reads(page, "（肝右叶穿刺）中分化肝细胞癌。");
        link(page, "病历").click();
        assertThat(heading(page, "张敏")).isVisible();
    }

    @Test
    void aRefusedDoctorIsShownTheEmergencyDoorAndOwesAStatementBehindIt() {
        String patient = stage.as("dr.zhao").patient("CL0000002");
        Page page = stage.page("dr.gong", DESK, "/patients/" + patient);
        reads(page, "不是本科室患者");
        link(page, "正在抢救这位患者").click();

        page.getByText("病案号").click();
        page.getByLabel("号码").fill("CL0000002");
        button(page, "查找").click();
        button(page, "选择李").click();
        page.getByText("其他紧急情况").click();
        page.getByLabel("理由").fill("急");
        button(page, "破窗打开病历").click();
        assertThat(page.locator(".ant-form-item-explain-error")).containsText("至少");
        page.getByLabel("理由").fill("意识不清，需要既往史和过敏史");
        button(page, "破窗打开病历").click();
        reads(page, "您正在以紧急破窗方式查看");
        assertThat(heading(page, "李文")).isVisible();

        link(page, "去写情况说明").click();
        page.getByLabel("当时的情况").fill("患者送到时意识不清，查看了过敏史和用药后给药，已转入抢救室。");
        button(page, "提交").click();
        reads(page, "说明已提交。");
        reads(page, "没有待写的情况说明。");

        Page office = stage.page("officer", DESK, "/office/statements");
        reads(office, "患者送到时意识不清");
    }

    @Test
    void theDeskIsThereInEnglishAndOnAPhone() {
        Page page = stage.page("dr.lin", PHONE, "/", "en-GB");
        assertThat(heading(page, "My patients")).isVisible();
        link(page, "张敏").click();
        reads(page, "You are the responsible doctor");
        Stage.fits(page);
        button(page, "切换为中文").or(button(page, "Switch to Chinese")).first().click();
        reads(page, "您是患者的负责医生");
    }
}
