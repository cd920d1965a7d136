package org.suwen.cli.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked for in place of something hidden. */
class UnlikeTest {

    @Test
    void hasTheFormOfWhatIsHiddenAndStandsNowhere() {
        String record =
                "B20 C22.0 24484000 7.25 2026-11-19T15:11:12+08:00 Condition/07048980-3bd5-4b0a-87fb-09db6795b708";
        var unlike = new Unlike(new SecureRandom(), record);

        for (String word : List.of(record.split(" "))) {
            String other = unlike.of(word);
            assertEquals(word.length(), other.length(), word);
            assertFalse(record.contains(other), other);
        }
        assertTrue(unlike.of("7.25").matches("[1-9]\\.[1-9][1-9]"));
        assertTrue(unlike.of("2026-11-19").matches("19\\d\\d-11-19"));
    }

    @Test
    void saysWhenNothingIsFree() {
        var unlike = new Unlike(new SecureRandom(), "123456789");

        assertThrows(IllegalArgumentException.class, () -> unlike.of("5"));
    }
}
