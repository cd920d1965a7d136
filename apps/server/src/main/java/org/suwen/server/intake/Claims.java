package org.suwen.server.intake;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.suwen.decision.Action;
import org.suwen.decision.Row;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Leave;
import org.suwen.server.access.RowHeader;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/** What the gate is asked before a submission is stored, one question for each kind of act. */
record Claims(Vault vault, Gate gate) {

    /** What is asked of the gate under one kind of act. */
    record Wanted(Ask ask, List<Leave.Claim> claims) {}

    /** New pieces by their class; changed ones by the row that is changed, as it stands and as it will be. */
    List<Wanted> of(Ask ask, Parcel parcel, Labelled labelled) {
        Set<Leave.Claim> created = new LinkedHashSet<>();
        Set<Leave.Claim> changed = new LinkedHashSet<>();
        Set<Leave.Claim> ended = new LinkedHashSet<>();
        for (Piece piece : parcel.pieces()) {
            if (piece.version() == 1) {
                created.add(Leave.Claim.ofNew(labelled.dataClass(piece)));
                continue;
            }
            Sealed stored = vault.locate(piece.type(), piece.id()).orElseThrow(NoSuchResourceException::new);
            Optional<Row> row =
                    Optional.of(RowHeader.decode(vault.openHeader(stored)).row());
            changed.add(new Leave.Claim(labelled.dataClass(piece), row));
            changed.add(new Leave.Claim(gate.liveClassOf(stored), row));
        }
        for (Ending ending : parcel.endings()) {
            Row row = RowHeader.decode(vault.openHeader(ending.current())).row();
            ended.add(new Leave.Claim(gate.liveClassOf(ending.current()), Optional.of(row)));
        }
        boolean creating = ask.action() == Action.CREATE;
        return Stream.of(
                        new Wanted(ask, List.copyOf(created)),
                        new Wanted(creating ? ask.to(Action.UPDATE) : ask, List.copyOf(changed)),
                        new Wanted(ask.to(Action.DELETE), List.copyOf(ended)))
                .filter(each -> !each.claims().isEmpty())
                .toList();
    }

    /** After the permits, so that nobody learns of versions he may not change. */
    static void requireVersions(Parcel parcel) {
        for (Intake.Stored each : parcel.terms().order()) {
            Optional<Long> expected = parcel.expected(each.type() + "/" + each.id());
            if (expected.isPresent() && expected.get() != each.version() - 1) {
                throw RefusedInputException.of(
                        412,
                        "conflict",
                        each.type(),
                        "the resource is not at the version that the change rests on; read it again");
            }
        }
    }
}
