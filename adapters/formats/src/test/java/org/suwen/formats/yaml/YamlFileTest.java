package org.suwen.formats.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class YamlFileTest {

    @Test
    void namesFileLineAndColumnOfAnUnknownKey() {
        YamlMap map = YamlFile.read("a.yaml", "id: x\nwrong: 1\n").asMap();

        assertThatThrownBy(() -> map.only("id"))
                .isInstanceOf(FormatException.class)
                .hasMessage("a.yaml:2:8: `wrong` is not known here; known are id");
    }

    @Test
    void readsTextsNumbersListsAndDurations() {
        YamlMap map = YamlFile.read("a.yaml", "n: 12\nt: '12'\nl: [a, b]\nd: 7h\nf: false\n")
                .asMap();

        assertThat(map.whole("n")).isEqualTo(12);
        assertThat(map.text("t")).isEqualTo("12");
        assertThat(map.texts("l")).containsExactly("a", "b");
        assertThat(map.get("d").asText().duration()).isEqualTo(Duration.ofHours(7));
        assertThat(map.boolOr("f", true)).isFalse();
    }

    @Test
    void refusesAQuotedNumberWhereANumberIsNeeded() {
        YamlMap map = YamlFile.read("a.yaml", "t: '12'\n").asMap();

        assertThatThrownBy(() -> map.whole("t")).hasMessageContaining("a.yaml:1:5: a whole number is needed here");
    }

    @Test
    void refusesADoubleKey() {
        assertThatThrownBy(() -> YamlFile.read("a.yaml", "a: 1\na: 2\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("a.yaml:2:1");
    }

    @Test
    void refusesAFileThatUnfoldsIntoAnotherSize() {
        StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            String aliases = String.join(",", java.util.Collections.nCopies(10, "*a" + (i - 1)));
            text.append("a%d: &a%d [%s]\n".formatted(i, i, aliases));
        }

        assertThatThrownBy(() -> YamlFile.read("bomb.yaml", text.toString()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("aliases");
    }

    @Test
    void refusesADeepNestAndASelfReference() {
        assertThatThrownBy(() -> YamlFile.read("deep.yaml", "[".repeat(60) + "]".repeat(60)))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> YamlFile.read("loop.yaml", "a: &a [*a]\n")).isInstanceOf(FormatException.class);
    }

    @Test
    void refusesTagsEmptyValuesAndSecondDocuments() {
        assertThatThrownBy(() -> YamlFile.read("t.yaml", "a: !!java.net.URL x\n"))
                .hasMessageContaining("tags are not read");
        assertThatThrownBy(() -> YamlFile.read("n.yaml", "a:\nb: 1\n")).hasMessageContaining("a value is missing");
        assertThatThrownBy(() -> YamlFile.read("m.yaml", "a: 1\n---\nb: 2\n"))
                .hasMessageContaining("more than one document");
        assertThatThrownBy(() -> YamlFile.read("e.yaml", "")).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> YamlFile.read("b.yaml", "a: [1, 2\nb: 3\n")).hasMessageContaining("not valid YAML");
    }
}
