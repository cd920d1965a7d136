package org.suwen.cli.generate.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityMakerTest {

    private static final LocalDate NOW = LocalDate.of(2026, 11, 22);
    private static final NameLists LISTS = new NameLists(
            List.of("王", "李", "欧阳"), List.of("强"), List.of("兰"), List.of("文", "海"), "某市", List.of("东区"), List.of("一路"));

    @Test
    void makesTheSamePersonFromTheSameSeed() {
        assertThat(person(7, 12, "1980-02-03")).isEqualTo(person(7, 12, "1980-02-03"));
    }

    @Test
    void doesNotGiveAPhoneNumberTwice() {
        Set<String> phones = new HashSet<>();

        for (int index = 1; index <= 2000; index++) {
            Identity person = person(7, index, "1980-02-03");
            phones.add(person.phone());
            phones.add(person.contact().phone());
        }

        assertThat(phones).hasSize(4000).allMatch(phone -> phone.matches("16[49]0\\d{7}"));
    }

    @Test
    void givesAChildAParentAsContact() {
        assertThat(person(7, 3, "2024-05-06").contact().relationshipZh()).isIn("父亲", "母亲");
    }

    @Test
    void tellsAnInfantsAgeInMonths() {
        assertThat(person(7, 3, "2026-07-29").age(NOW)).isEqualTo("3个月");
        assertThat(person(7, 3, "1980-02-03").age(NOW)).isEqualTo("46岁");
    }

    private static Identity person(long seed, int index, String birth) {
        return new IdentityMaker(seed, LISTS)
                .make(index, Sex.FEMALE, LocalDate.parse(birth), NOW, Optional.empty(), Optional.empty());
    }
}
