package org.suwen.server.access;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.suwen.decision.Permit;
import org.suwen.vault.Cursor;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/** The gate's way for a page of one patient's record: decided by class, counted without opening where nothing is left to rows. */
final class RecordPages {

    private final Gate gate;
    private final Vault vault;
    private final Gate.Parts parts;

    RecordPages(Gate gate, Vault vault, Gate.Parts parts) {
        this.gate = gate;
        this.vault = vault;
        this.parts = parts;
    }

    Answer record(Ask ask, RecordQuery query, Foresight.Patient foreseen) {
        if (!foreseen.isThere()) {
            return gate.absent(ask, "Patient");
        }
        Iterator<Foresight.Patient> looks = Stream.iterate(
                        foreseen, before -> parts.foresight().patient(query.patient()))
                .iterator();
        return Gate.again(() -> {
            Standing standing = parts.standings().of(ask, query.patient());
            Optional<Cursor> from = parts.links().open(query.link(), ask, standing, query);
            if (query.link().isPresent() && from.isEmpty()) {
                return new Answer.Stale();
            }
            Verdicts verdicts = gate.decideAll(standing, looks.next().classes());
            if (verdicts.permitted().isEmpty()) {
                return gate.refuseRecord(ask, standing, verdicts);
            }
            return page(ask, standing, query, new Start(verdicts, from.orElse(Cursor.start())));
        });
    }

    /** What a page starts from. */
    private record Start(Verdicts verdicts, Cursor cursor) {}

    private Answer page(Ask ask, Standing standing, RecordQuery query, Start start) {
        List<Found> rows = new ArrayList<>();
        Optional<Cursor> next = collect(query, start, rows);
        if (rows.isEmpty() && query.link().isEmpty() && start.verdicts().onlyResiduals()) {
            return gate.refuseRecord(ask, standing, start.verdicts());
        }
        List<Journal.PageRow> named = rows.stream().map(Found::entry).toList();
        Answer.Trail trail = parts.journal().releasedPage(ask, standing, start.verdicts(), named);
        List<Answer.Resource> resources =
                rows.stream().map(row -> row.open(vault, parts.projector())).toList();
        Optional<String> link = next.map(at -> parts.links().seal(at, ask, standing, query));
        return new Answer.Page(resources, start.verdicts().withheld(), link, total(query, start), trail);
    }

    /** Fills the page whatever residuals leave out, so that a short page always means the end (D10). */
    private Optional<Cursor> collect(RecordQuery query, Start start, List<Found> rows) {
        int limit = Math.min(query.limit(), Gate.PAGE_LIMIT);
        Optional<Cursor> next = Optional.of(start.cursor());
        while (next.isPresent() && rows.size() < limit) {
            var found = vault.list(
                    query.patient(), query.type(), start.verdicts().permitted(), next.get(), limit - rows.size());
            for (Sealed row : found.rows()) {
                RowHeader header = RowHeader.decode(vault.openHeader(row));
                if (start.verdicts().of(row.classToken(), header.row()) instanceof Permit permit) {
                    rows.add(new Found(row, header, permit));
                }
            }
            next = found.next();
        }
        return next;
    }

    private OptionalLong total(RecordQuery query, Start start) {
        return start.verdicts().free()
                ? OptionalLong.of(vault.count(
                        query.patient(), query.type(), start.verdicts().permitted()))
                : OptionalLong.empty();
    }
}
