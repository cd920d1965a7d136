package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.server.story.Stage.DESK;
import static org.suwen.server.story.Stage.PHONE;
import static org.suwen.server.story.Stage.button;
import static org.suwen.server.story.Stage.link;
import static org.suwen.server.story.Stage.reads;
import static org.suwen.server.story.Stage.toggle;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.suwen.server.invariants.Http.Reply;

/** The product's story across its roles, in the order in which it happens; the README tells it with {@code curl}. */
@ExtendWith(OnStage.class)
class StoryBrowserTest {

    private static final String[] ATTESTED = {"Suwen-Software-Version", "1.0"};

    private final Stage stage;
    private final String patient;

    StoryBrowserTest(Stage stage) {
        this.stage = stage;
        this.patient = stage.as("dr.lin").patient("CL0000001");
    }

    @Test
    void everyUseOfARecordIsAQuestionWithAnAnswer() {
        Page feed = stage.page("zhang.min", PHONE, "/feed");
        reads(feed, "实时更新中");

        herDoctorReads();
        aResidentIsToldWhyNot();
        sheWithdrawsModelAndConsultant(feed);
        herWatchSendsOnlyWhatIsSwitchedOn(feed);
        aResearcherWithoutApprovalIsRefused(feed);
        anEmergencyDoctorBreaksTheGlass(feed);
        theOfficeChecksTheLedger();
    }

    private void herDoctorReads() {
        Page page = stage.page("dr.lin", DESK, "/");
        link(page, "张敏").click();
        reads(page, "您是患者的负责医生");
        reads(page, "肝细胞癌");
        reads(page, "中分化肝细胞癌");
    }

    private void aResidentIsToldWhyNot() {
        String report = reports("dr.lin").json().at("/entry/0/resource/id").asString();
        Page page = stage.page("dr.chen", DESK, "/patients/" + patient + "/DiagnosticReport/" + report);
        reads(page, "超出职称对应的查看范围");
        reads(page, "请由责任医生或主任医师查看");
    }

    private void sheWithdrawsModelAndConsultant(Page feed) {
        assertThat(reports("ai.hepatology").header("Suwen-Ground")).isEqualTo("LICENCE");
        assertThat(everything("dr.sun").header("Suwen-Ground")).isEqualTo("CROSS_ORG_CONSENT");

        Page page = stage.page("zhang.min", PHONE, "/consents");
        refuse(page, "智能辅助诊断参考");
        refuse(page, "孙怀远主任医师（澄澜医科大学附属第二医院）");

        assertThat(reports("ai.hepatology").reason()).isEqualTo("CONSENT");
        assertThat(reports("dr.sun").reason()).isEqualTo("CROSS_ORG_CONSENT");
        assertThat(reports("dr.lin").header("Suwen-Ground")).isEqualTo("RESPONSIBLE");
        reads(feed, "更改了智能辅助诊断参考：不同意");
        reads(feed, "患者未同意或已撤回");
        reads(feed, "跨机构调阅未经患者授权");
    }

    private static void refuse(Page page, String title) {
        Locator choice = toggle(page, title);
        assertThat(choice).isChecked();
        choice.click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("不同意"))
                .click();
        assertThat(choice).not().isChecked();
        assertThat(dialog).hasCount(0);
    }

    private void herWatchSendsOnlyWhatIsSwitchedOn(Page feed) {
        assertThat(heartRate().status()).isEqualTo(201);
        Page page = stage.page("zhang.min", PHONE, "/devices");
        Locator sensor = toggle(page, "心率");
        sensor.click();
        assertThat(sensor).not().isChecked();
        assertThat(sensor).isEnabled();

        Reply refused = heartRate();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("SENSOR_OFF");
        assertThat(feed.locator("li", new Page.LocatorOptions().setHasText("健康手表"))
                        .filter(new Locator.FilterOptions().setHasText("已拒绝"))
                        .first())
                .isVisible();
    }

    private Reply heartRate() {
        String measured = """
                {"resourceType":"Observation","status":"final","subject":{"reference":"Patient/%s"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},
                 "effectiveDateTime":"2026-11-22T09:30:00+08:00",
                 "valueQuantity":{"value":72,"system":"http://unitsofmeasure.org","code":"/min"}}""".formatted(patient);
        return stage.as("watch.zhang.min").post("/fhir/Observation", measured, ATTESTED);
    }

    private void aResearcherWithoutApprovalIsRefused(Page feed) {
        assertThat(reports("researcher.qian").reason()).isEqualTo("NO_STUDY_APPROVAL");
        reads(feed, "研究未获伦理批准");
    }

    private void anEmergencyDoctorBreaksTheGlass(Page feed) {
        assertThat(reports("dr.wu").reason()).isEqualTo("DEPARTMENT");
        Page page = stage.page("dr.wu", DESK, "/emergency");
        page.getByText("病案号").click();
        page.getByLabel("号码").fill("CL0000001");
        button(page, "查找").click();
        button(page, "选择张").click();
        page.getByText("抢救生命").click();
        page.getByLabel("理由").fill("呕血休克，需要既往史和用药");
        button(page, "破窗打开病历").click();

        reads(page, "您正在以紧急破窗方式查看");
        reads(page, "肝细胞癌");
        reads(feed, "在紧急情况下打开了全部病历");
        link(page, "去写情况说明").click();
        assertThat(page.getByLabel("当时的情况").first()).isVisible();
    }

    private void theOfficeChecksTheLedger() {
        Page page = stage.page("officer", DESK, "/");
        button(page, "核对整个账本").click();
        reads(page, "完好：");

        long position = 17;
        flip(position);
        try {
            button(page, "核对整个账本").click();
            reads(page, "第 " + position + " 条对不上");
        } finally {
            flip(position);
        }
        button(page, "核对整个账本").click();
        reads(page, "完好：");
    }

    private void flip(long position) {
        stage.hospital()
                .execute("UPDATE ledger_entry SET bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1) WHERE index = "
                        + position);
    }

    private Reply reports(String account) {
        return stage.as(account).get("/fhir/DiagnosticReport?patient=" + patient, ATTESTED);
    }

    private Reply everything(String account) {
        return stage.as(account).get("/fhir/Patient/" + patient + "/$everything?_count=200", ATTESTED);
    }
}
