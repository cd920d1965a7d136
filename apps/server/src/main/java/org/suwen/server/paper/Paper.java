package org.suwen.server.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A paper in PDF, A4, with Chinese text: a title, an introduction, sections of named facts, numbered pages. */
public final class Paper {

    private static final float MARGIN = 56;
    private static final float NAME_WIDTH = 84;
    private static final float SIZE = 9.5f;
    private static final float LEADING = 14;
    private static final float RIGHT = PDRectangle.A4.getWidth() - MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float BOTTOM = MARGIN + 20;

    private final PDDocument document;
    private final Type type;
    private final String foot;
    private PDPageContentStream page;
    private int pages;
    private float at;

    private Paper(PDDocument document, String foot) throws IOException {
        this.document = document;
        this.type = new Type(document);
        this.foot = foot;
        this.page = turn();
    }

    /**
     * The file.
     *
     * @param foot stands on each page beside its number
     */
    public static byte[] of(String title, String introduction, List<Section> sections, String foot) {
        try (var document = new PDDocument()) {
            document.getDocumentInformation().setTitle(title);
            document.getDocumentCatalog().setLanguage("zh-CN");
            var paper = new Paper(document, foot);
            paper.write(title, introduction, sections);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException("a paper can't be written", failed);
        }
    }

    private void write(String title, String introduction, List<Section> sections) throws IOException {
        heading(title, 18);
        for (String line : type.lines(introduction, SIZE, RIGHT - MARGIN)) {
            room(LEADING);
            text(line, MARGIN, SIZE);
            at -= LEADING;
        }
        for (Section section : sections) {
            at -= LEADING;
            heading(section.title(), 12);
            for (Section.Row row : section.rows()) {
                row(row);
            }
        }
        page.close();
    }

    private void heading(String text, float size) throws IOException {
        for (String line : type.lines(text, size, RIGHT - MARGIN)) {
            room(size * 1.6f + 2 * LEADING);
            at -= size * 0.6f;
            text(line, MARGIN, size);
            at -= size;
        }
    }

    private void row(Section.Row row) throws IOException {
        List<String> lines = type.lines(row.value(), SIZE, RIGHT - MARGIN - NAME_WIDTH);
        room(LEADING);
        text(type.writable(row.name()), MARGIN, SIZE);
        for (String line : lines) {
            room(LEADING);
            text(line, MARGIN + NAME_WIDTH, SIZE);
            at -= LEADING;
        }
        page.setLineWidth(0.3f);
        page.setStrokingColor(0.8f, 0.8f, 0.8f);
        page.moveTo(MARGIN, at + LEADING - 4);
        page.lineTo(RIGHT, at + LEADING - 4);
        page.stroke();
    }

    private void text(String line, float from, float size) throws IOException {
        page.beginText();
        page.newLineAtOffset(from, at);
        for (Type.Run run : type.runs(line)) {
            page.setFont(run.font(), size);
            page.showText(run.text());
        }
        page.endText();
    }

    /** A new page where so much does not fit on this one. */
    private void room(float needed) throws IOException {
        if (at - needed < BOTTOM) {
            page.close();
            page = turn();
        }
    }

    private PDPageContentStream turn() throws IOException {
        var leaf = new PDPage(PDRectangle.A4);
        document.addPage(leaf);
        page = new PDPageContentStream(document, leaf);
        pages++;
        at = MARGIN;
        text(type.writable(foot + "    第 " + pages + " 页"), MARGIN, 8);
        at = TOP;
        return page;
    }
}
