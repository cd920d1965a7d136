package org.suwen.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.server.story.Stage.DESK;
import static org.suwen.server.story.Stage.PHONE;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What holds on every screen, in both languages and at both widths: nothing beyond the right edge, everything to operate
 * has a name, text stands out from its ground, and a Chinese page says nothing in English and no raw code.
 *
 * <p>{@code -Dsuwen.screens=FOLDER} keeps a picture of each.
 */
@ExtendWith(OnStage.class)
class EveryScreenBrowserTest {

    private static final String FAULTS = """
            () => {
              const seen = (each) => each.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
              const faults = [];
              const named = (each) => [each.getAttribute('aria-label'), each.getAttribute('title'), each.innerText,
                each.labels?.[0]?.innerText, each.getAttribute('aria-labelledby')].some((text) => text && text.trim() !== '');
              for (const each of document.querySelectorAll('a, button, input, select, textarea, summary, [role=switch]')) {
                if (seen(each) && !named(each)) faults.push('no name: ' + each.outerHTML.slice(0, 120));
              }
              const rgba = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
              const light = (parts) => parts.slice(0, 3).map((part) => part / 255)
                .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
                .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
              const ground = (each) => {
                for (let at = each; at; at = at.parentElement) {
                  const colour = rgba(getComputedStyle(at).backgroundColor);
                  if (colour.length === 3 || colour[3] === 1) return colour;
                }
                return [255, 255, 255];
              };
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let node = texts.nextNode(); node; node = texts.nextNode()) {
                const holder = node.parentElement;
                const text = node.data.trim();
                if (text === '' || !seen(holder) || holder.closest('.visually-hidden, .skip, [disabled], [aria-disabled=true]')) continue;
                const [one, other] = [light(rgba(getComputedStyle(holder).color)), light(ground(holder))];
                const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
                if (contrast < 4.5) faults.push('contrast ' + contrast.toFixed(1) + ': ' + text.slice(0, 60));
                const chinese = document.documentElement.lang.startsWith('zh');
                const foreign = /[A-Za-z][A-Za-z_]{3,}/.test(text.replace(/English|FHIR|clrh\\.suwen\\.example\\/ledger/g, ''));
                if (chinese && foreign && !holder.closest('.hash, .plain-text, :not(html)[lang=en]')) faults.push('not Chinese: ' + text.slice(0, 60));
                if (!chinese && /[\\u4e00-\\u9fff]/.test(text) && text !== '中文' && holder.closest('nav, th, dt, label, .ant-btn, legend')
                    && !/\\u2217|\\uff0a/.test(text)) faults.push('not English: ' + text.slice(0, 60));
              }
              const wider = document.documentElement.scrollWidth - window.innerWidth;
              if (wider > 0) faults.push('wider than its window by ' + wider);
              return [...new Set(faults)];
            }""";

    private final Stage stage;

    EveryScreenBrowserTest(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "dr.lin, /, worklist",
        "dr.lin, /patients/{}, record",
        "dr.chen, /patients/{}, record-reduced",
        "dr.pei, /patients/{}, record-refused",
        "dr.pei, /emergency, emergency",
        "dr.pei, /statements, statements",
        "zhang.min, /, home",
        "zhang.min, /feed, feed",
        "zhang.min, /consents, consents",
        "zhang.min, /devices, devices",
        "sun.wei, /, guardian",
        "officer, /, office",
        "officer, /office/entries?outcome=DENY, ledger",
        "officer, /office/entries/3, entry",
        "officer, /office/statements, review",
        "officer, /office/evidence?entries=2, evidence",
        "officer, /office/blocks, blocks",
        "officer, /office/tasks, tasks",
        "officer, /office/reviews, reviews",
        "admin, /, administrator",
        "researcher.qian, /, researcher",
    })
    void aScreenHoldsInBothLanguagesAndWidths(String account, String path, String name) {
        String patient = path.contains("{}") ? stage.as("dr.lin").patient("CL0000001") : "";
        for (String locale : List.of("zh-CN", "en-GB")) {
            Page page = stage.page(account, DESK, path.replace("{}", patient), locale);
            settled(page);
            check(page, name + "-" + locale.substring(0, 2), DESK);
            page.setViewportSize(PHONE, 844);
            check(page, name + "-" + locale.substring(0, 2), PHONE);
        }
    }

    @Test
    void theChecksFindWhatIsPlanted() {
        Page page = stage.page("admin", DESK, "/");
        settled(page);
        page.evaluate("""
                () => document.getElementById('content').insertAdjacentHTML('beforeend',
                  '<button></button><p style="color:#bbb">淡</p><p>fhir.search</p><p style="width:3000px">宽</p>')""");
        assertThat(((List<?>) page.evaluate(FAULTS)).stream().map(Object::toString))
                .hasSize(4)
                .anyMatch(fault -> fault.startsWith("no name"))
                .anyMatch(fault -> fault.startsWith("contrast"))
                .anyMatch(fault -> fault.startsWith("not Chinese"))
                .anyMatch(fault -> fault.startsWith("wider"));
    }

    @ParameterizedTest(name = "sign-in {0}")
    @CsvSource({"zh-CN", "en-GB"})
    void theSignInHoldsInBothWidths(String locale) {
        Page page = stage.stranger(DESK, locale);
        page.navigate(stage.hospital().http().address());
        assertThat(page.locator(".demo-list button").first()).isVisible();
        check(page, "sign-in-" + locale.substring(0, 2), DESK);
        page.setViewportSize(PHONE, 844);
        check(page, "sign-in-" + locale.substring(0, 2), PHONE);
    }

    /** Waits until nothing on the page is still being read. */
    private static void settled(Page page) {
        assertThat(page.locator("#content")).not().isEmpty();
        assertThat(page.locator(".ant-skeleton")).hasCount(0);
    }

    private static void check(Page page, String name, int width) {
        Optional.ofNullable(System.getProperty("suwen.screens"))
                .ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(folder, name + "-" + width + ".png"))));
        assertThat((List<?>) page.evaluate(FAULTS)).as(name + " at " + width).isEmpty();
    }
}
