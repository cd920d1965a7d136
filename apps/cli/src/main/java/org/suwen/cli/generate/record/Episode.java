package org.suwen.cli.generate.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.suwen.cli.generate.person.Sex;

/** A featured patient and the stay that makes the story, as episodes.yaml tells it. */
public record Episode(
        String story,
        String cohort,
        String family,
        String given,
        @Nullable String account,
        @Nullable Guardian guardian,
        String unit,
        @Nullable String responsible,
        @Nullable String nurse,
        int day,
        String time,
        boolean urgent,
        List<Illness> conditions,
        List<Result> results,
        List<Report> reports,
        List<Drug> medications,
        List<Operation> procedures,
        List<Note> notes,
        @Nullable FormerStay formerStay,
        Agreement agreement) {

    /** The guardian of a child. */
    public record Guardian(
            String account, String family, String given, Sex sex, String relationship, String relationshipZh) {}

    /** A diagnosis and the day it was made. */
    public record Illness(String snomed, String en, int day) {}

    /** A laboratory result: a quantity or a text. */
    public record Result(
            String loinc,
            String en,
            @Nullable BigDecimal value,
            @Nullable String unit,
            @Nullable String text,
            int day,
            String time,
            @Nullable String flag) {}

    /** A report with its conclusion. */
    public record Report(
            String category,
            String loinc,
            String en,
            String zh,
            int day,
            String time,
            @Nullable String author,
            String conclusion,
            @Nullable String condition,
            @Nullable List<String> results) {}

    /** A drug ordered. */
    public record Drug(String atc, String en, String zh, int day) {}

    /** An operation or procedure. */
    public record Operation(String snomed, String en, String zh, int day, String time) {}

    /** A note of the stay. */
    public record Note(NoteKind kind, @Nullable String author, int day, String time, String text) {}

    /** A stay that is over, told by its discharge summary. */
    public record FormerStay(String unit, String responsible, String snomed, int day, int days, String note) {}

    /** What the patient chose; what is absent was not answered. */
    public record Agreement(Map<String, String> options, Map<String, String> recipients, Map<String, String> models) {}

    /** Kinds of clinical notes with their LOINC code and Chinese title. */
    public enum NoteKind {
        /** A visit. */
        OUTPATIENT("34108-1", "Outpatient Note", "门诊病历"),
        /** A visit to the emergency department. */
        EMERGENCY("34111-5", "Emergency department Note", "急诊病历"),
        /** The course of a stay. */
        PROGRESS("11506-3", "Progress note", "病程记录"),
        /** The end of a stay. */
        DISCHARGE("18842-5", "Discharge summary", "出院小结"),
        /** An operation. */
        OPERATION("11504-8", "Surgical operation note", "手术记录"),
        /** Nursing. */
        NURSING("34746-8", "Nurse Note", "护理记录");

        final String loinc;
        final String en;
        final String zh;

        NoteKind(String loinc, String en, String zh) {
            this.loinc = loinc;
            this.en = en;
            this.zh = zh;
        }
    }

    /** The result with this code. */
    Optional<Result> result(String loinc) {
        return results.stream().filter(result -> result.loinc().equals(loinc)).findFirst();
    }

    /** The stay's first diagnosis. */
    Illness mainIllness() {
        return conditions.getFirst();
    }

    /** Whether no special disease may show in the patient's earlier record. */
    public boolean isOrdinary() {
        return Objects.equals(story, "ORDINARY");
    }
}
