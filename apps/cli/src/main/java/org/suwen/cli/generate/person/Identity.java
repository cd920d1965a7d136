package org.suwen.cli.generate.person;

import java.time.LocalDate;
import java.time.Period;

/** Who a synthetic patient is. */
public record Identity(
        String record,
        Name name,
        Sex sex,
        LocalDate birth,
        ResidentNumber residentNumber,
        String phone,
        Address address,
        Contact contact) {

    /** A Chinese name, family name first. */
    public record Name(String family, String given) {
        /** The whole name as it is spoken. */
        public String full() {
            return family + given;
        }
    }

    /** An address in the invented city. */
    public record Address(String city, String district, String line) {
        /** The address in one line. */
        public String full() {
            return city + district + line;
        }
    }

    /** The person to call: relationship as an HL7 v2-0131 or v3-RoleCode code. */
    public record Contact(Name name, String relationship, String relationshipZh, Sex sex, String phone) {}

    /** Age in Chinese: years, below two years in months. */
    public String age(LocalDate at) {
        Period age = Period.between(birth, at);
        return age.getYears() >= 2 ? age.getYears() + "岁" : age.toTotalMonths() + "个月";
    }
}
