package org.suwen.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadabilityTest {
    private static final List<String> GLOSSARY = List.of("匿名化", "接口");

    @Test
    void countsCharactersSentencesAndTerms() {
        Readability found = Readability.of("我们记录您的血糖。 您可以撤回。", GLOSSARY);

        assertThat(found.characters()).isEqualTo(15);
        assertThat(found.meanSentence()).isEqualTo(7);
        assertThat(found.jargon()).isZero();
    }

    @Test
    void lastSentenceNeedsNoStop() {
        assertThat(Readability.of("一二三。四五六", GLOSSARY).meanSentence()).isEqualTo(3);
        assertThat(Readability.of("", GLOSSARY)).isEqualTo(new Readability(0, 0, 0));
        assertThat(Readability.of("。。。", GLOSSARY).characters()).isEqualTo(3);
    }

    @Test
    void jargonIsItsShareOfAllCharacters() {
        assertThat(Readability.of("匿名化接口匿名化一二", GLOSSARY).jargon()).isEqualTo(800);
    }
}
