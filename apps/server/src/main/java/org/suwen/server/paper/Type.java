package org.suwen.server.paper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The typefaces of one paper: Liberation Sans for Latin, Droid Sans Fallback for Chinese; only the glyphs that are used go
 * into the file. A character that neither has is written as its number, never left out.
 */
final class Type {

    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String HAN = "/fonts/DroidSansFallbackFull.ttf";

    private final List<Face> faces;
    private final Map<Integer, Float> widths = new HashMap<>();

    /** A face with what it has glyphs for. */
    private record Face(PDFont font, CmapLookup glyphs) {
        boolean has(int character) {
            return glyphs.getGlyphId(character) > 0;
        }
    }

    /** A piece of text in one face. */
    record Run(PDFont font, String text) {}

    Type(PDDocument paper) throws IOException {
        faces = List.of(face(paper, LATIN), face(paper, HAN));
    }

    private static Face face(PDDocument paper, String resource) throws IOException {
        try (InputStream stream = Type.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("the program carries no font `" + resource + "`");
            }
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(stream));
            return new Face(PDType0Font.load(paper, font, true), font.getUnicodeCmapLookup());
        }
    }

    /** The text with what can't be written replaced by its number. */
    String writable(String text) {
        var written = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (faces.stream().anyMatch(face -> face.has(character))) {
                written.appendCodePoint(character);
            } else if (!Character.isISOControl(character)) {
                written.append(String.format(Locale.ROOT, "[U+%04X]", character));
            }
        });
        return written.toString();
    }

    /** Writable text in runs of one face each. */
    List<Run> runs(String text) throws IOException {
        List<Run> runs = new ArrayList<>();
        var piece = new StringBuilder();
        Face last = faces.getFirst();
        for (int character : text.codePoints().toArray()) {
            Face face = of(character);
            if (!face.equals(last) && !piece.isEmpty()) {
                runs.add(new Run(last.font(), piece.toString()));
                piece.setLength(0);
            }
            last = face;
            piece.appendCodePoint(character);
        }
        if (!piece.isEmpty()) {
            runs.add(new Run(last.font(), piece.toString()));
        }
        return runs;
    }

    private Face of(int character) {
        return faces.stream()
                .filter(face -> face.has(character))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no face has a glyph for what was found writable"));
    }

    /** How wide a writable character is, in thousandths of the size. */
    float width(int character) throws IOException {
        Float known = widths.get(character);
        if (known == null) {
            known = of(character).font().getStringWidth(Character.toString(character));
            widths.put(character, known);
        }
        return known;
    }

    /** The text in lines no wider than {@code most} points. */
    List<String> lines(String text, float size, float most) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            var line = new StringBuilder();
            float used = 0;
            for (int character : writable(paragraph).codePoints().toArray()) {
                float width = width(character) * size / 1000;
                if (used + width > most && !line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                line.appendCodePoint(character);
                used += width;
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
