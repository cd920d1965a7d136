package org.suwen.server.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A paper can be read on any machine: its text comes out again, its fonts are in it, and nothing is left out. */
class PaperTest {

    private static PDDocument paper(String value, int sections) throws IOException {
        List<Section> all = IntStream.range(0, sections)
                .mapToObj(number -> new Section("账本第 " + number + " 条", List.of(new Section.Row("操作者", value))))
                .toList();
        return Loader.loadPDF(Paper.of("操作记录证据", "账本：clrh\n共 " + sections + " 条。", all, "clrh.suwen.example/ledger"));
    }

    private static String text(PDDocument paper) throws IOException {
        return new PDFTextStripper().getText(paper).replaceAll("\\s+", "");
    }

    @Test
    void itsChineseAndLatinTextComesOutAgain() throws IOException {
        try (PDDocument paper = paper("林志远（dr.lin，医生），消化内科；“已拒绝”——规则 DOC-43", 2)) {
            assertThat(text(paper)).contains("操作记录证据", "账本第0条", "账本第1条", "林志远（dr.lin，医生）", "“已拒绝”——规则DOC-43", "第1页");
        }
    }

    @Test
    void itsFontsAreInItAndOnlyTheGlyphsItNeeds() throws IOException {
        byte[] bytes = Paper.of("证据", "正文 text", List.of(), "clrh");
        assertThat(bytes.length).as("far less than the font's four megabytes").isLessThan(200_000);
        try (PDDocument paper = Loader.loadPDF(bytes)) {
            int fonts = 0;
            for (PDPage page : paper.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).as("a subset's name").matches("[A-Z]{6}\\+.*");
                    fonts++;
                }
            }
            assertThat(fonts).isEqualTo(2);
        }
    }

    @Test
    void aLongAccountGoesOverPagesAndALongValueOverLines() throws IOException {
        try (PDDocument paper = paper("很长的一段话，".repeat(120), 12)) {
            assertThat(paper.getNumberOfPages()).isGreaterThan(4);
            String text = text(paper);
            assertThat(text.split("很长的一段话，", -1)).hasSize(120 * 12 + 1);
            assertThat(text).contains("第" + paper.getNumberOfPages() + "页");
        }
    }

    @Test
    void aCharacterWithoutAGlyphIsWrittenByItsNumber() throws IOException {
        try (PDDocument paper = paper("患者\uD842\uDFB7先生\u0007", 1)) {
            assertThat(text(paper)).contains("患者[U+20BB7]先生");
        }
    }
}
