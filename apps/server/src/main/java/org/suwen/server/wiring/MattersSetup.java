package org.suwen.server.wiring;

import org.suwen.decision.consent.Deadlines;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Blocks;
import org.suwen.server.access.Changes;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Inventory;
import org.suwen.server.access.Isolation;
import org.suwen.server.access.Visits;
import org.suwen.server.consent.Agreement;
import org.suwen.server.consent.Parties;
import org.suwen.server.erasure.RetentionLock;
import org.suwen.server.matters.Effects;
import org.suwen.server.matters.MatterBook;
import org.suwen.server.matters.Matters;
import org.suwen.server.matters.Parcels;
import org.suwen.server.matters.Retention;
import org.suwen.server.matters.Sheets;
import org.suwen.server.trace.Trace;

/** Builds what patients' requests, incidents and disputes are dealt with by. */
final class MattersSetup {

    private MattersSetup() {}

    /** What it is joined to. */
    record Joined(
            Asks asks, Blocks blocks, Gate gate, Changes changes, Trace trace, Agreement agreement, Parties parties) {}

    static Matters of(Suwen.Core core, Joined joined, Deadlines deadlines) {
        Suwen.Opening opening = core.opening();
        Institution institution = opening.institution();
        MatterBook book = MatterBook.find(RulebookFolder.find());
        var retention = new Retention(
                new Visits(core.vault()),
                (name, day) -> RetentionLock.number(opening.rulebook(), name, day),
                institution.zone());
        var sources = new Sheets.Sources(
                new Inventory(core.vault()), joined.trace(), opening.rulebook(), joined.agreement(), joined.parties());
        var effects = new Effects(
                new Isolation(core.vault()), joined.blocks(), retention, new Sheets(sources, institution, retention));
        var parcels = new Parcels(joined.gate(), joined.asks(), SigningKey.NATIONAL, opening.random());
        var rim = new Matters.Rim(joined.changes(), joined.asks(), core.documents(), opening.clock());
        return new Matters(book, deadlines, rim, effects, parcels);
    }
}
