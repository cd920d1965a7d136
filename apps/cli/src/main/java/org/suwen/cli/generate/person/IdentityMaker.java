package org.suwen.cli.generate.person;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.suwen.cli.generate.person.Identity.Address;
import org.suwen.cli.generate.person.Identity.Contact;
import org.suwen.cli.generate.person.Identity.Name;

/**
 * Makes identities from the seed and the patient's number. Nobody is meant: the region of the resident-ID number, the
 * city and the prefixes of the phone numbers (1690, 1640: not allotted to mobile operators) don't exist.
 */
public final class IdentityMaker {

    private static final String PATIENT_PREFIX = "1690";
    private static final String CONTACT_PREFIX = "1640";
    private static final int PHONE_NUMBERS = 10_000_000;
    private static final int PHONE_STEP = 7_654_321; // coprime to 10^7, so that no number repeats

    private final long seed;
    private final NameLists lists;

    /** A maker for this seed. */
    public IdentityMaker(long seed, NameLists lists) {
        this.seed = seed;
        this.lists = lists;
    }

    /** The identity of the index-th patient, counted from 1; the given names are kept when there are some. */
    public Identity make(
            int index, Sex sex, LocalDate birth, LocalDate now, Optional<Name> named, Optional<Contact> kin) {
        String record = "CL%07d".formatted(index);
        Chance chance = new Chance(seed, record, "identity");
        Name name = named.orElseGet(() -> name(chance, lists.surname(chance), sex));
        Contact contact = kin.map(known -> new Contact(
                        known.name(),
                        known.relationship(),
                        known.relationshipZh(),
                        known.sex(),
                        phone(CONTACT_PREFIX, index)))
                .orElseGet(() -> contact(
                        chance, index, name, sex, Period.between(birth, now).getYears()));
        return new Identity(
                record,
                name,
                sex,
                birth,
                ResidentNumber.synthetic(index, birth, sex),
                phone(PATIENT_PREFIX, index),
                address(chance),
                contact);
    }

    private Name name(Chance chance, String family, Sex sex) {
        List<String> first = sex == Sex.MALE ? lists.male() : lists.female();
        String given = chance.percent(25) ? chance.pick(first) : chance.pick(lists.unisex()) + chance.pick(first);
        return new Name(family, given);
    }

    private Contact contact(Chance chance, int index, Name patient, Sex patientSex, int age) {
        boolean child = age < 18;
        String kind = child ? "PRN" : chance.pick(List.of("SPS", "SIB", "FRND"));
        Sex other = patientSex == Sex.MALE ? Sex.FEMALE : Sex.MALE;
        Sex sex = kind.equals("SPS") ? other : chance.pick(List.of(Sex.MALE, Sex.FEMALE));
        boolean sameFamily = kind.equals("SIB") || (child && sex == Sex.MALE);
        String family = sameFamily ? patient.family() : lists.surname(chance);
        String code = child ? (sex == Sex.MALE ? "FTH" : "MTH") : kind;
        return new Contact(name(chance, family, sex), code, relationship(code, sex), sex, phone(CONTACT_PREFIX, index));
    }

    private static String relationship(String code, Sex sex) {
        return switch (code) {
            case "FTH" -> "父亲";
            case "MTH" -> "母亲";
            case "SPS" -> "配偶";
            case "SIB" -> sex == Sex.MALE ? "兄弟" : "姐妹";
            default -> "朋友";
        };
    }

    private Address address(Chance chance) {
        String line = "%s%d号%d栋%d%02d室"
                .formatted(
                        chance.pick(lists.streets()),
                        1 + chance.below(298),
                        1 + chance.below(24),
                        1 + chance.below(17),
                        1 + chance.below(4));
        return new Address(lists.city(), chance.pick(lists.districts()), line);
    }

    private static String phone(String prefix, int index) {
        return prefix + "%07d".formatted((long) index * PHONE_STEP % PHONE_NUMBERS);
    }
}
