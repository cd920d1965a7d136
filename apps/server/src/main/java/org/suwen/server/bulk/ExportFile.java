package org.suwen.server.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.suwen.fhir.search.SearchQuery;
import org.suwen.fhir.search.SearchSetting;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Sight;
import org.suwen.server.access.Sights;
import org.suwen.server.fhir.Queries;
import org.suwen.server.fhir.SightRecord;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.PassReader;
import org.suwen.vault.ErasedException;
import org.suwen.vault.PatientId;

/**
 * One file of an export, made while it is fetched: each patient's rows are decided on the consent of that moment, entered
 * in the ledger, and only then written (I1, I3, D18). Nothing lies on a disk, so there is nothing to destroy.
 */
final class ExportFile {
    private final ExportShelf shelf;
    private final Sights sights;
    private final Asks asks;
    private final Rim rim;

    /** The zone of dates without one, and who knows whether a caller is still there. */
    record Rim(ZoneId zone, PassReader passes) {}

    ExportFile(ExportShelf shelf, Sights sights, Asks asks, Rim rim) {
        this.shelf = shelf;
        this.sights = sights;
        this.asks = asks;
        this.rim = rim;
    }

    /** What is fetched, by whom, and the address of this server's FHIR interface. */
    record Fetch(ExportJob job, Caller caller, String type, String base) {}

    /** The caller's session or token ended while the file was written. */
    static final class CallerGoneException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Writes the lines; flushes after each patient. */
    void write(Fetch fetch, OutputStream out) throws IOException {
        List<SearchQuery> filters = filters(fetch);
        for (int number = 0; number < fetch.job().parts(); number++) {
            Optional<ExportJob.Part> part = shelf.part(fetch.job(), number);
            if (part.isEmpty()) {
                throw new IllegalStateException("the export was ended while a file of it was fetched");
            }
            int place = part.get().names().indexOf(fetch.type());
            for (int at = 0; at < part.get().patients().size(); at++) {
                if (place >= 0 && part.get().types().get(at).contains(place)) {
                    patient(fetch, PatientId.of(part.get().patients().get(at)), filters, out);
                }
            }
        }
    }

    private List<SearchQuery> filters(Fetch fetch) {
        var setting = new SearchSetting(rim.zone(), fetch.job().at(), fetch.base());
        return fetch.job().order().of(fetch.type()).stream()
                .map(filter -> SearchQuery.of(filter.type(), Queries.of(filter.query()), setting, false))
                .toList();
    }

    private void patient(Fetch fetch, PatientId patient, List<SearchQuery> filters, OutputStream out)
            throws IOException {
        if (!rim.passes().stillOpen(fetch.caller())) {
            throw new CallerGoneException();
        }
        Ask ask = fetch.job().ask(fetch.caller(), "fhir.export.file", asks.newId());
        List<Answer.Resource> released;
        try {
            released = sights.again(() -> rows(fetch, ask, patient, filters));
        } catch (ErasedException erased) {
            return;
        }
        for (Answer.Resource each : released) {
            out.write(each.json());
            out.write('\n');
        }
        out.flush();
    }

    private List<Answer.Resource> rows(Fetch fetch, Ask ask, PatientId patient, List<SearchQuery> filters) {
        Sight sight = sights.of(ask, patient);
        if (sight.isClosed()) {
            var unused = sights.refusal(ask, sight);
            return List.of();
        }
        List<Sight.Row> rows = new ArrayList<>();
        for (Sight.Row row : matching(sight, fetch.type(), filters)) {
            asOf(sight, row, fetch.job().at())
                    .filter(each -> fetch.job().order().since().isEmpty()
                            || each.stored().isAfter(fetch.job().order().since().get()))
                    .ifPresent(rows::add);
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        return sights.release(ask, sight, rows, new Sights.Around(Optional.empty(), OptionalLong.empty()))
                .resources();
    }

    private static List<Sight.Row> matching(Sight sight, String type, List<SearchQuery> filters) {
        if (filters.isEmpty()) {
            return List.copyOf(sight.all(type).values());
        }
        var record = new SightRecord(sight);
        Map<String, Sight.Row> found = new LinkedHashMap<>();
        for (SearchQuery filter : filters) {
            filter.matches(record).forEach(match -> found.put(match.seen().id(), record.row(match.seen())));
        }
        return List.copyOf(found.values());
    }

    /** The row as it was when the export began: the newest version that is not younger; nothing when all are. */
    private Optional<Sight.Row> asOf(Sight sight, Sight.Row row, Instant at) {
        if (!row.stored().isAfter(at)) {
            return Optional.of(row);
        }
        return sights.located(row.type(), row.id())
                .flatMap(located -> sight.versionsOf(located).stream()
                        .filter(version -> !version.stored().isAfter(at))
                        .findFirst())
                .map(sight::open)
                .filter(version -> !version.isDeletion());
    }
}
