package org.suwen.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.suwen.ledger.Fuzz;

class TilePathTest {
    @Test
    void writesTheExamplesOfTheSpecification() {
        assertThat(new TilePath(0, 1_234_067, 256)).hasToString("tile/0/x001/x234/067");
        assertThat(new TilePath(2, 0, 1)).hasToString("tile/2/000.p/1");
        assertThat(TilePath.entries(273, 112)).hasToString("tile/entries/273.p/112");
    }

    @Test
    void knowsTheTilesOfTheSpecificationsTree() {
        assertThat(Tile.widthIn(70_000, 0, 272)).isEqualTo(256);
        assertThat(Tile.widthIn(70_000, 0, 273)).isEqualTo(112);
        assertThat(Tile.widthIn(70_000, 0, 274)).isZero();
        assertThat(Tile.widthIn(70_000, 1, 0)).isEqualTo(256);
        assertThat(Tile.widthIn(70_000, 1, 1)).isEqualTo(17);
        assertThat(Tile.widthIn(70_000, 2, 0)).isEqualTo(1);
        assertThat(Tile.widthIn(256, 1, 0)).isEqualTo(1);
        assertThat(Tile.widthIn(256, 0, 1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/0/",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/000",
                "tile/0/x001/067.p/0",
                "tile/0/001.p/256",
                "tile/0/001.p/01",
                "tile/0/001.p/",
                "tile/0/001/067",
                "tile/0/x001/x067",
                "tile/entry/000",
                "/tile/0/000",
                "tile/0/000/",
                "tile/0/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/٠٠٠"
            })
    void refusesWhatIsNotExactlyTheWrittenForm(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    @Property(tries = 500)
    void readsWhatItWrites(
            @ForAll @IntRange(min = -1, max = 63) int level,
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        TilePath path = new TilePath(level, index, width);

        assertThat(TilePath.parse(path.toString())).contains(path);
    }

    @Test
    void neverThrowsOnForeignText() {
        Fuzz.run("tile path", seed -> {
            Random random = new Random(seed);
            String changed =
                    Fuzz.mutate(random, new TilePath(1, random.nextInt(2_000_000), 1 + random.nextInt(256)).toString());

            TilePath.parse(changed).ifPresent(path -> assertThat(path).hasToString(changed));
        });
    }
}
