package org.suwen.cli.generate.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResidentNumberTest {

    private static final LocalDate BIRTH = LocalDate.of(1996, 11, 7);

    @Test
    void acceptsTheExamplesOfTheStandard() {
        assertThat(new ResidentNumber("11010519491231002X").value()).endsWith("X");
        assertThat(new ResidentNumber("440524188001010014").value()).endsWith("4");
    }

    @Test
    void refusesEachSingleWrongDigit() {
        String right = "11010519491231002X";

        for (int place = 0; place < 17; place++) {
            char wrong = right.charAt(place) == '9' ? '0' : (char) (right.charAt(place) + 1);
            String changed = right.substring(0, place) + wrong + right.substring(place + 1);
            assertThatIllegalArgumentException().isThrownBy(() -> new ResidentNumber(changed));
        }
    }

    @Test
    void carriesBirthDateAndSexInARegionThatDoesNotExist() {
        String man = ResidentNumber.synthetic(7, BIRTH, Sex.MALE).value();
        String woman = ResidentNumber.synthetic(7, BIRTH, Sex.FEMALE).value();

        assertThat(man).startsWith("9901").contains("19961107");
        assertThat(Character.digit(man.charAt(16), 10) % 2).isOne();
        assertThat(Character.digit(woman.charAt(16), 10) % 2).isZero();
    }

    @Test
    void neverRepeatsWithinItsCapacity() {
        Set<ResidentNumber> numbers = new HashSet<>();

        for (int index = 0; index < ResidentNumber.CAPACITY; index++) {
            numbers.add(ResidentNumber.synthetic(index, BIRTH, Sex.MALE));
        }

        assertThat(numbers).hasSize(ResidentNumber.CAPACITY);
    }
}
