package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.suwen.server.story.Stage.DESK;
import static org.suwen.server.story.Stage.PHONE;
import static org.suwen.server.story.Stage.button;
import static org.suwen.server.story.Stage.heading;
import static org.suwen.server.story.Stage.reads;
import static org.suwen.server.story.Stage.readsNot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Who gets in, who does not, and what a screen left alone does. */
@ExtendWith(OnStage.class)
class SignInBrowserTest {

    private static final long LONGER_THAN_IDLE = 11 * 60_000;

    private final Stage stage;

    SignInBrowserTest(Stage stage) {
        this.stage = stage;
    }

    private Page gate(int width) {
        Page page = stage.stranger(width);
        page.navigate(stage.hospital().http().address());
        assertThat(heading(page, "登录")).isVisible();
        return page;
    }

    /** The emergency door beside it is called by a longer name that contains the same word. */
    private static Locator unlock(Page page) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("解锁").setExact(true));
    }

    private static Locator alarm(Page page) {
        return page.getByRole(AriaRole.ALERT);
    }

    @Test
    void aWrongPasswordGetsNobodyToTheSecondStep() {
        Page page = gate(PHONE);
        page.getByLabel("用户名").fill("nurse.shi");
        page.getByLabel("密码").fill("not-the-password-9");
        button(page, "下一步").click();

        assertThat(alarm(page)).containsText("登录失败");
        assertThat(page.getByLabel("密码")).isVisible();
        assertThat(page.getByLabel("动态码")).hasCount(0);
    }

    @Test
    void aWrongCodeIsRefusedAndTheRightOneOpens() {
        JsonNode account = stage.account("nurse.shi");
        Page page = gate(PHONE);
        page.getByLabel("用户名").fill("nurse.shi");
        page.getByLabel("密码").fill(account.path("password").asString());
        page.keyboard().press("Enter");
        Locator code = page.getByLabel("动态码");
        assertThat(code).isFocused();
        code.fill(Stage.unlike(account.path("code").asString()));
        page.keyboard().press("Enter");

        assertThat(alarm(page)).containsText("登录失败");
        assertThat(code).hasValue("");

        code.fill(stage.account("nurse.shi").path("code").asString());
        page.keyboard().press("Enter");
        assertThat(heading(page, "我的患者")).isVisible();
    }

    @Test
    void aDemoAccountIsFilledInByOneClick() {
        Page page = gate(DESK);
        button(page, "用裴子航的账号").click();
        button(page, "下一步").click();
        assertThat(page.getByLabel("动态码")).not().hasValue("");
        page.locator("button[type=submit]").click();

        assertThat(heading(page, "我的患者")).isVisible();
        button(page, "退出").click();
        assertThat(heading(page, "登录")).isVisible();
    }

    @Test
    void theLanguageIsSwitchedAndKept() {
        Page page = gate(PHONE);
        button(page, "切换为英文").click();
        assertThat(heading(page, "Sign in")).isVisible();
        page.reload();
        assertThat(heading(page, "Sign in")).isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void aScreenLeftAlonePutsItsContentAwayUntilTheSamePersonReturns() {
        Page page = stage.page("dr.zhao", DESK, "/");
        page.clock().install();
        page.reload();
        reads(page, "张敏");
        page.clock().fastForward(LONGER_THAN_IDLE);

        assertThat(heading(page, "屏幕已锁定")).isVisible();
        assertThat(page.getByText("张敏").first()).isHidden();
        assertThat(button(page, "抢救患者：不解锁，直接走紧急通道")).isVisible();

        Locator code = page.getByLabel("动态码");
        code.fill(Stage.unlike(stage.account("dr.zhao").path("code").asString()));
        unlock(page).click();
        reads(page, "动态码不对");
        assertThat(page.getByText("张敏").first()).isHidden();

        button(page, "填入演示动态码").click();
        assertThat(code).not().hasValue("");
        unlock(page).click();
        assertThat(page.getByText("张敏").first()).isVisible();
        readsNot(page, "屏幕已锁定");
    }
}
