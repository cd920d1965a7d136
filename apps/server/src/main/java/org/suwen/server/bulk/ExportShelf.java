package org.suwen.server.bulk;

import java.util.List;
import java.util.Optional;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import tools.jackson.databind.json.JsonMapper;

/** Keeps exports as sealed documents, so that they live through a restart and nothing of them can be read at rest. */
final class ExportShelf {
    private static final String JOB = "export";
    private static final String PART = "export-part";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DirectoryDocuments documents;

    ExportShelf(DirectoryDocuments documents) {
        this.documents = documents;
    }

    /** An export with the version of its document. */
    record Stored(long version, ExportJob job) {}

    Optional<Stored> find(String id) {
        return documents.get(new DocumentKey(JOB, id)).map(ExportShelf::read);
    }

    List<ExportJob> all() {
        return documents.list(JOB).stream()
                .map(ExportShelf::read)
                .map(Stored::job)
                .toList();
    }

    private static Stored read(VersionedBytes stored) {
        return new Stored(stored.version(), JSON.readValue(stored.value(), ExportJob.class));
    }

    void add(ExportJob job) {
        var unused = documents.put(new DocumentKey(JOB, job.id()), 0, JSON.writeValueAsBytes(job));
    }

    /** Whether {@code next} took the place of what was read; not when the export was ended meanwhile. */
    boolean replace(Stored before, ExportJob next) {
        try {
            var unused = documents.put(new DocumentKey(JOB, next.id()), before.version(), JSON.writeValueAsBytes(next));
            return true;
        } catch (DocumentMovedException ended) {
            return false;
        }
    }

    /** Writes a part, again if it was written before a restart. */
    void put(String id, int number, ExportJob.Part part) {
        DocumentKey key = part(id, number);
        long version = documents.get(key).map(VersionedBytes::version).orElse(0L);
        var unused = documents.put(key, version, JSON.writeValueAsBytes(part));
    }

    Optional<ExportJob.Part> part(ExportJob job, int number) {
        return documents.get(part(job.id(), number)).map(each -> JSON.readValue(each.value(), ExportJob.Part.class));
    }

    /** Takes a patient out of all exports; gives in how many parts he stood. */
    int forget(String patient) {
        int stood = 0;
        for (ExportJob job : all()) {
            for (int number = 0; number <= job.parts(); number++) {
                Optional<ExportJob.Part> part =
                        part(job, number).filter(each -> each.patients().contains(patient));
                if (part.isPresent()) {
                    put(job.id(), number, part.get().without(patient));
                    stood++;
                }
            }
        }
        return stood;
    }

    /** In how many parts of exports a patient stands. */
    int standing(String patient) {
        int stands = 0;
        for (ExportJob job : all()) {
            for (int number = 0; number <= job.parts(); number++) {
                stands += part(job, number)
                                .filter(each -> each.patients().contains(patient))
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        return stands;
    }

    /** Removes an export with all its parts. */
    void remove(ExportJob job) {
        documents.delete(new DocumentKey(JOB, job.id()));
        for (int each = 0; each <= job.parts(); each++) {
            documents.delete(part(job.id(), each));
        }
    }

    private static DocumentKey part(String id, int number) {
        return new DocumentKey(PART, id + ":" + number);
    }
}
