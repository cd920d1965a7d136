package org.suwen.server.notices;

import java.util.List;

/**
 * How hard a text is to read (DIC-04).
 *
 * @param characters how many characters it has, white space left out
 * @param meanSentence characters a sentence
 * @param jargon share of characters that are terms of the trade, in thousandths
 */
record Readability(int characters, int meanSentence, int jargon) {

    /** What a text may be: the hospital's numbers. */
    record Limits(int characters, int meanSentence, int jargon, List<String> glossary) {
        Limits {
            glossary = List.copyOf(glossary);
        }
    }

    static Readability of(String text, List<String> glossary) {
        String bare = text.replaceAll("\\s+", "");
        int characters = bare.codePointCount(0, bare.length());
        int sentences = Math.max(1, bare.split("[。！？；.!?;]+", -1).length - (ends(bare) ? 1 : 0));
        int terms = 0;
        for (String term : glossary) {
            int from = bare.indexOf(term);
            while (from >= 0) {
                terms += term.length();
                from = bare.indexOf(term, from + term.length());
            }
        }
        return new Readability(characters, characters / sentences, characters == 0 ? 0 : 1000 * terms / characters);
    }

    private static boolean ends(String bare) {
        return !bare.isEmpty() && "。！？；.!?;".indexOf(bare.charAt(bare.length() - 1)) >= 0;
    }

    boolean within(Limits limits) {
        return characters <= limits.characters() && meanSentence <= limits.meanSentence() && jargon <= limits.jargon();
    }
}
