package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.server.story.Stage.PHONE;
import static org.suwen.server.story.Stage.button;
import static org.suwen.server.story.Stage.heading;
import static org.suwen.server.story.Stage.link;
import static org.suwen.server.story.Stage.reads;
import static org.suwen.server.story.Stage.readsNot;
import static org.suwen.server.story.Stage.toggle;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsCheckedOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.suwen.server.invariants.Http;

/** A patient's pages at a phone's width, and a guardian's. */
@ExtendWith(OnStage.class)
class PatientBrowserTest {

    private final Stage stage;

    PatientBrowserTest(Stage stage) {
        this.stage = stage;
    }

    private static Locator answer(Page page, String name) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aChoiceIsMadeOnlyWhenItIsConfirmed() {
        Page page = stage.page("li.wen", PHONE, "/");
        link(page, "我的授权").click();
        Locator teaching = toggle(page, "教学病例");
        boolean before = teaching.isChecked();
        teaching.click();
        answer(page, "取消").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(teaching).isChecked(new IsCheckedOptions().setChecked(before));

        teaching.click();
        answer(page, before ? "不同意" : "同意").click();
        assertThat(teaching).isChecked(new IsCheckedOptions().setChecked(!before));
        reads(page, "已保存，立即生效。");
        page.reload();
        assertThat(teaching).isChecked(new IsCheckedOptions().setChecked(!before));
    }

    @Test
    void aChoiceOnAPageThatIsOutOfDateIsNotSentTwice() {
        Page page = stage.page("wang.ning", PHONE, "/consents");
        Locator claims = toggle(page, "商业保险理赔");
        assertThat(claims).not().isChecked();
        Http self = stage.as("wang.ning");
        String path = "/api/patients/" + self.patient("CL0000003") + "/consents";
        long version = self.get(path).json().path("version").asLong();
        self.put(
                path,
                "{\"version\":" + version
                        + ",\"changes\":[{\"kind\":\"OPTION\",\"code\":\"TEACHING\",\"choice\":\"AGREE\"}]}");

        claims.click();
        answer(page, "同意").click();
        reads(page, "您的授权刚在别处改过");
        assertThat(claims).not().isChecked();
        assertThat(toggle(page, "教学病例")).isChecked();
    }

    @Test
    void theFeedTellsWhoAskedForWhatWhileThePageIsOpen() {
        Page page = stage.page("chen.jing", PHONE, "/feed", "en-GB");
        reads(page, "Updating live");
        stage.as("researcher.qian")
                .get("/fhir/Condition?patient=" + stage.as("chen.jing").patient("CL0000006"));

        reads(page, "the study has no ethics approval");
        Locator event = page.locator(
                "li.event.denied", new Page.LocatorOptions().setHasText("the study has no ethics approval"));
        assertThat(event.first()).containsText("Researcher");
        assertThat(event.first()).containsText("medical research");
        Stage.fits(page);
    }

    @Test
    void theListIsTakenAwayWithAFreshCodeOnly() throws IOException {
        Page page = stage.page("zhou.qing", PHONE, "/feed");
        button(page, "下载完整清单").click();
        assertThat(answer(page, "下载")).isDisabled();
        page.getByLabel("我已看过上面的提醒").check();
        Locator code = page.getByLabel("动态码");
        code.fill(Stage.unlike(stage.account("zhou.qing").path("code").asString()));
        answer(page, "下载").click();
        reads(page, "动态码不对");

        button(page, "填入演示动态码").click();
        assertThat(code).not().hasValue("");
        Download file = page.waitForDownload(() -> answer(page, "下载").click());
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(file.suggestedFilename()).startsWith("suwen-accesses-").endsWith(".zip");
        try (var zip = new ZipFile(file.path().toFile())) {
            assertThat(zip.size()).isPositive();
        }
    }

    @Test
    void aSensorIsSwitchedAndKept() {
        Page page = stage.page("li.wen", PHONE, "/devices");
        Locator place = toggle(page, "位置");
        assertThat(place).not().isChecked();
        place.click();
        assertThat(place).isChecked();
        page.reload();
        assertThat(place).isChecked();
    }

    @Test
    void aGuardianSeesTheWardsPagesAndNobodyElses() {
        Page page = stage.page("sun.wei", PHONE, "/");
        reads(page, "正在查看谁的资料");
        reads(page, "孙辰");
        link(page, "谁看过").click();
        assertThat(heading(page, "谁看过资料")).isVisible();
        reads(page, "医院信息系统");
        link(page, "授权").click();
        reads(page, "由您逐项决定");
        readsNot(page, "我的授权");
    }
}
