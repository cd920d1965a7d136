package org.suwen.classification;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an item of medical data is and how sensitive it is.
 *
 * @param category one of the six categories (CLS-02)
 * @param grade 1 (open) to 5 (tightly held) (CLS-19)
 * @param level the level of the look-up scenario (DOC-04)
 * @param granularity how much the item natively tells (DOC-21 to DOC-23)
 * @param floor the lowest granularity at which a reduced form still says something
 * @param specialDiseases classes of special diseases it tells of (DOC-19)
 * @param dataClasses finer kinds of data, for instance {@code LAB_REPORT}
 * @param flags yes-or-no properties
 */
public record Labels(
        Category category,
        int grade,
        Level level,
        Granularity granularity,
        Granularity floor,
        SortedSet<String> specialDiseases,
        SortedSet<String> dataClasses,
        Set<Flag> flags) {

    public Labels {
        if (grade < 1 || grade > 5) {
            throw new IllegalArgumentException("a grade is 1 to 5, not " + grade);
        }
        if (floor.compareTo(granularity) > 0) {
            throw new IllegalArgumentException("the floor " + floor + " lies above the granularity " + granularity);
        }
        specialDiseases = LabelNames.copy(specialDiseases);
        dataClasses = LabelNames.copy(dataClasses);
        flags = FlagSet.of(flags);
    }

    /** The labels of an item about which nothing is known (DOC-04, I2). */
    public static Labels strictest() {
        return new Labels(
                Category.HEALTH_STATUS,
                5,
                Level.AUTHORISED,
                Granularity.DETAIL,
                Granularity.DETAIL,
                new TreeSet<>(),
                new TreeSet<>(),
                EnumSet.of(Flag.PERSONAL_INFORMATION, Flag.SENSITIVE, Flag.UNLABELLED, Flag.HIDDEN_ONLINE));
    }

    /** Whether the item tells of a special disease. */
    public boolean special() {
        return !specialDiseases.isEmpty();
    }

    /** Whether the item carries this flag. */
    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** The flags as bits, each at its place in the enumeration; for use in memory only. */
    public long flagBits() {
        return ((FlagSet) flags).bits();
    }

    /** The same labels with other flags. */
    public Labels withFlags(Set<Flag> changed) {
        return new Labels(category, grade, level, granularity, floor, specialDiseases, dataClasses, changed);
    }

    /** The stricter of both in each part; the category stays this one's unless only the other's is personal. */
    public Labels strictestWith(Labels other) {
        SortedSet<String> diseases = new TreeSet<>(specialDiseases);
        diseases.addAll(other.specialDiseases);
        SortedSet<String> classes = new TreeSet<>(dataClasses);
        classes.addAll(other.dataClasses);
        EnumSet<Flag> both = EnumSet.noneOf(Flag.class);
        both.addAll(flags);
        both.addAll(other.flags);
        return new Labels(
                !category.personal() && other.category.personal() ? other.category : category,
                Math.max(grade, other.grade),
                max(level, other.level),
                max(granularity, other.granularity),
                max(floor, other.floor),
                diseases,
                classes,
                both);
    }

    /** The compact form, the same bytes for equal labels on every machine. */
    public byte[] encode() {
        return LabelsCodec.encode(this);
    }

    /**
     * The labels in a compact form.
     *
     * @throws MalformedLabelsException when the bytes are not exactly what {@link #encode()} gives
     */
    public static Labels decode(byte[] bytes) {
        return LabelsCodec.decode(bytes);
    }

    private static <E extends Comparable<E>> E max(E left, E right) {
        return left.compareTo(right) >= 0 ? left : right;
    }
}
