package org.suwen.decision;

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

    private final Values values;

    DataFacts(Values values) {
        this.values = values;
    }

    void take(Request request, DecisionClass data, Program program, Needs needs) {
        labels(data.labels());
        values.object(TYPE, data.type());
        if (needs.has(Fact.DATA_KINDS)) {
            values.object(KINDS, program.kinds(data.labels().dataClasses()));
        }
        String institution = data.origin().institution();
        values.object(INSTITUTION, institution);
        values.set(OWN, institution.equals(request.actor().institution()));
        values.object(AUTHOR_KIND, data.origin().authorKind());
        if (data.unit().isPresent()) {
            values.object(DEPARTMENT, data.unit().get().department());
        } else {
            values.clear(DEPARTMENT);
        }
    }

    private void labels(Labels labels) {
        values.place(CATEGORY, labels.category().ordinal());
        values.number(GRADE, labels.grade());
        values.place(LEVEL, labels.level().ordinal());
        values.place(GRANULARITY, labels.granularity().ordinal());
        values.place(FLOOR, labels.floor().ordinal());
        values.set(SPECIAL, labels.special());
        values.object(SPECIAL_DISEASES, labels.specialDiseases());
        values.object(CLASSES, labels.dataClasses());
        values.bits(FLAGS, labels.flagBits());
    }
}
