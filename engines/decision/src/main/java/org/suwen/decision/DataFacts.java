package org.suwen.decision;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Labels;
import org.suwen.decision.condition.Seat;
import org.suwen.decision.condition.Values;

/** Fills in what the data is. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class DataFacts {

    private static final Seat TYPE = Fact.DATA_TYPE.seat();
    private static final Seat CATEGORY = Fact.DATA_CATEGORY.seat();
    private static final Seat GRADE = Fact.DATA_GRADE.seat();
    private static final Seat LEVEL = Fact.DATA_LEVEL.seat();
    private static final Seat GRANULARITY = Fact.DATA_GRANULARITY.seat();
    private static final Seat FLOOR = Fact.DATA_FLOOR.seat();
    private static final Seat SPECIAL = Fact.DATA_SPECIAL.seat();
    private static final Seat SPECIAL_DISEASES = Fact.DATA_SPECIAL_DISEASES.seat();
    private static final Seat CLASSES = Fact.DATA_CLASSES.seat();
    private static final Seat KINDS = Fact.DATA_KINDS.seat();
    private static final Seat FLAGS = Fact.DATA_FLAGS.seat();
    private static final Seat DEPARTMENT = Fact.DATA_DEPARTMENT.seat();
    private static final Seat INSTITUTION = Fact.DATA_INSTITUTION.seat();
    private static final Seat OWN = Fact.DATA_OWN.seat();
    private static final Seat AUTHOR_KIND = Fact.DATA_AUTHOR_KIND.seat();

    /** The words that hold what {@link #lay} writes, and the bits in them that are not the data's. */
    private static final int FIRST = TYPE.word();

    private static final long[] OTHERS = others();

    private final Values values;

    /**
     * A class's facts as they are written into {@link Values}: closed ones as words, open ones beside them.
     *
     * @param words from the word of the first on
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Laid(
            long[] words,
            int grade,
            String type,
            Set<String> specialDiseases,
            Set<String> classes,
            String institution,
            String authorKind,
            @Nullable String department) {}

    DataFacts(Values values) {
        this.values = values;
    }

    /** Works a class's facts out. */
    static Laid lay(DecisionClass data) {
        Labels labels = data.labels();
        Values laid = new Values(RuleSchema.schema());
        laid.place(CATEGORY, labels.category().ordinal());
        laid.place(LEVEL, labels.level().ordinal());
        laid.place(GRANULARITY, labels.granularity().ordinal());
        laid.place(FLOOR, labels.floor().ordinal());
        laid.set(SPECIAL, labels.special());
        laid.bits(FLAGS, labels.flagBits());
        return new Laid(
                laid.words(FIRST, OTHERS.length),
                labels.grade(),
                data.type(),
                labels.specialDiseases(),
                labels.dataClasses(),
                data.origin().institution(),
                data.origin().authorKind(),
                data.unit().map(CareUnit::department).orElse(null));
    }

    private static long[] others() {
        Seat[] closed = {CATEGORY, LEVEL, GRANULARITY, FLOOR, SPECIAL, FLAGS};
        int last = FIRST;
        for (Seat seat : closed) {
            last = Math.max(last, seat.word());
        }
        long[] others = new long[last - FIRST + 1];
        Arrays.fill(others, -1L);
        for (Seat seat : closed) {
            others[seat.word() - FIRST] &= seat.others();
        }
        return others;
    }

    void take(Request request, DecisionClass data, Program program, Needs needs) {
        Laid laid = data.laid();
        values.words(FIRST, OTHERS, laid.words());
        values.number(GRADE, laid.grade());
        values.object(TYPE, laid.type());
        values.object(SPECIAL_DISEASES, laid.specialDiseases());
        values.object(CLASSES, laid.classes());
        values.object(INSTITUTION, laid.institution());
        values.set(OWN, laid.institution().equals(request.actor().institution()));
        values.object(AUTHOR_KIND, laid.authorKind());
        if (laid.department() != null) {
            values.object(DEPARTMENT, laid.department());
        } else {
            values.clear(DEPARTMENT);
        }
        if (needs.has(Fact.DATA_KINDS)) {
            values.object(KINDS, program.kinds(laid.classes()));
        }
    }
}
