package org.suwen.server.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Licence;
import org.suwen.decision.Study;
import org.suwen.decision.Text;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.server.identity.DocumentMemory;
import tools.jackson.databind.json.JsonMapper;

/** The registers of AI models and of studies: sealed directory documents, read at each decision. */
public final class Registers {

    private static final String MODEL = "model";
    private static final String STUDY = "study";
    private static final String MEMBER = "study-member";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;

    /** Registers kept in {@code documents}. */
    public Registers(DirectoryDocuments documents) {
        this.documents = documents;
    }

    /**
     * A registered model.
     *
     * @param id its account
     * @param licence what it is admitted to do (LIC-01 to LIC-03)
     */
    public record Model(String id, Text name, Licence licence) {}

    /**
     * A registered study with the staff who work for it.
     */
    public record StudyRecord(Text title, Study study, Set<String> members) {
        /** Copies the members. */
        public StudyRecord {
            members = Set.copyOf(members);
        }
    }

    /** All registered models. */
    public List<Model> models() {
        return documents.list(MODEL).stream()
                .map(each -> JSON.readValue(each.value(), Model.class))
                .toList();
    }

    /** All registered studies. */
    public List<StudyRecord> studies() {
        return documents.list(STUDY).stream()
                .map(each -> JSON.readValue(each.value(), StudyRecord.class))
                .toList();
    }

    /** The licence of a model, if it is registered. */
    public Optional<Licence> licence(String model) {
        return licence(model, documents::get);
    }

    /** The licence of a model, from documents read by {@code reading}. */
    Optional<Licence> licence(String model, DocumentMemory.Reading reading) {
        return get(reading, MODEL, model, Model.class).map(Model::licence);
    }

    /** The study a member of staff works for. */
    public Optional<Study> studyOf(String staff) {
        return studyOf(staff, documents::get);
    }

    /** The study a member of staff works for, from documents read by {@code reading}. */
    Optional<Study> studyOf(String staff, DocumentMemory.Reading reading) {
        return get(reading, MEMBER, staff, String.class)
                .flatMap(id -> get(reading, STUDY, id, StudyRecord.class))
                .map(StudyRecord::study);
    }

    /** Enters or changes a model. */
    public void put(Model model) {
        put(MODEL, model.id(), model);
    }

    /** Enters or changes a study. */
    public void put(StudyRecord study) {
        put(STUDY, study.study().id(), study);
        study.members().forEach(member -> put(MEMBER, member, study.study().id()));
    }

    private static <T> Optional<T> get(DocumentMemory.Reading reading, String kind, String key, Class<T> type) {
        return reading.get(new DocumentKey(kind, key)).map(found -> JSON.readValue(found.value(), type));
    }

    private void put(String kind, String key, Object value) {
        var name = new DocumentKey(kind, key);
        long version = documents.get(name).map(VersionedBytes::version).orElse(0L);
        documents.put(name, version, JSON.writeValueAsBytes(value));
    }
}
