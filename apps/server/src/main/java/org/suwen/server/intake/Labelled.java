package org.suwen.server.intake;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Coding;
import org.suwen.classification.Flag;
import org.suwen.classification.Inherited;
import org.suwen.classification.Item;
import org.suwen.classification.Labeller;
import org.suwen.classification.Labels;
import org.suwen.classification.Placed;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Origin;
import org.suwen.fhir.CareFacts;
import org.suwen.server.access.RowHeader;
import org.suwen.vault.Relabel;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/**
 * Labels the pieces of a parcel, lets the tags of diagnoses spread within their encounters (A20), and finds the stored
 * rows whose class changes with them (D2).
 */
final class Labelled {

    private final Map<String, DecisionClass> classes = new HashMap<>();
    private final Map<String, Labels> own = new HashMap<>();
    private final List<Relabel> relabels = new ArrayList<>();

    /** The class of a piece. */
    DecisionClass dataClass(Piece piece) {
        return known(classes.get(piece.key()));
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a piece that was not labelled was asked for");
        }
        return value;
    }

    /** A piece's own labels, before anything spread to it. */
    Labels own(Piece piece) {
        return known(own.get(piece.key()));
    }

    /** Stored rows that get another class. */
    List<Relabel> relabels() {
        return relabels;
    }

    /** A stored row of an encounter that the parcel adds to. */
    private record StoredRow(Sealed row, RowHeader header, DecisionClass dataClass) {}

    /** Labels by {@code labeller}; encounters that are stored already are read from {@code vault}. */
    static Labelled of(Parcel parcel, Labeller labeller, Vault vault, Origin origin) {
        var result = new Labelled();
        Map<String, Provider> providers = new HashMap<>();
        List<Placed> placed = new ArrayList<>();
        Map<String, Item> items = new HashMap<>();
        for (Piece piece : parcel.pieces()) {
            Item item = item(piece, parcel);
            Labels labels = labeller.label(item).labels();
            items.put(piece.key(), item);
            result.own.put(piece.key(), labels);
            placed.add(new Placed(piece.key(), piece.type(), piece.encounter(), piece.references(), labels));
            if (piece.type().equals("Encounter")) {
                CareFacts.of(piece.json())
                        .unit()
                        .ifPresent(written -> providers.put(piece.key(), Provider.of(written, origin.institution())));
            }
        }
        List<StoredRow> stored = parcel.enrolled() ? stored(parcel, vault, providers) : List.of();
        stored.forEach(each -> placed.add(new Placed(
                key(each),
                each.header().type(),
                each.header().encounter(),
                each.header().references(),
                Labels.decode(each.header().own()))));
        Map<String, Inherited> spread = labeller.spreading().spread(placed);
        for (Piece piece : parcel.pieces()) {
            Inherited inherited = spread.getOrDefault(piece.key(), Inherited.NONE);
            Labels labels = inherited.equals(Inherited.NONE)
                    ? result.own(piece)
                    : labeller.label(known(items.get(piece.key())).inheriting(inherited))
                            .labels();
            Provider provider =
                    providers.getOrDefault(piece.encounter(), new Provider(origin.institution(), Optional.empty()));
            var from = new Origin(provider.institution(), origin.authorKind());
            result.classes.put(piece.key(), new DecisionClass(piece.type(), labels, provider.unit(), from));
        }
        stored.forEach(each -> result.relabel(each, spread.getOrDefault(key(each), Inherited.NONE)));
        return result;
    }

    /** A medication order that only refers to its Medication is labelled with the Medication's codes too. */
    private static Item item(Piece piece, Parcel parcel) {
        List<Coding> further = new ArrayList<>();
        for (Piece other : parcel.pieces()) {
            if (other.type().equals("Medication") && piece.references().contains(other.key())) {
                further.addAll(other.scan().codings());
            }
        }
        return further.isEmpty() ? piece.scan().item() : piece.scan().with("medicationReference", further);
    }

    private static String key(StoredRow stored) {
        return stored.header().type() + "/" + stored.header().id();
    }

    private static List<StoredRow> stored(Parcel parcel, Vault vault, Map<String, Provider> providers) {
        Set<String> encounters = new TreeSet<>();
        parcel.pieces().forEach(piece -> encounters.add(piece.encounter()));
        encounters.remove("");
        Set<String> replaced = new TreeSet<>();
        parcel.pieces().forEach(piece -> replaced.add(piece.key()));
        Map<org.suwen.vault.Token, DecisionClass> known = new HashMap<>();
        List<StoredRow> rows = new ArrayList<>();
        for (String encounter : encounters) {
            List<Sealed> found = vault.rowsOfEncounter(parcel.patient(), encounter);
            if (!found.isEmpty() && known.isEmpty()) {
                vault.classes(parcel.patient())
                        .forEach(each -> known.put(each.token(), DecisionClass.decode(each.decisionClass())));
            }
            for (Sealed row : found) {
                RowHeader header = RowHeader.decode(vault.openHeader(row));
                DecisionClass dataClass = known.getOrDefault(row.classToken(), null);
                if (dataClass == null) {
                    throw new IllegalStateException("a row's class is missing from its patient's classes");
                }
                providers.computeIfAbsent(
                        encounter, none -> new Provider(dataClass.origin().institution(), dataClass.unit()));
                if (!replaced.contains(header.type() + "/" + header.id())) {
                    rows.add(new StoredRow(row, header, dataClass));
                }
            }
        }
        return rows;
    }

    private void relabel(StoredRow stored, Inherited inherited) {
        Labels own = Labels.decode(stored.header().own());
        DecisionClass before = stored.dataClass();
        Labels wanted =
                isolatedAs(before.labels(), inherited.equals(Inherited.NONE) ? own : Spread.onto(own, inherited));
        if (!wanted.equals(before.labels())) {
            var after = new DecisionClass(before.type(), wanted, before.unit(), before.origin());
            relabels.add(new Relabel(stored.row().row(), after.encode()));
        }
    }

    /** What people set apart stays apart, whatever its content says (RGT-12). */
    private static Labels isolatedAs(Labels before, Labels wanted) {
        if (!before.has(Flag.ISOLATED)) {
            return wanted;
        }
        Set<Flag> flags = EnumSet.of(Flag.ISOLATED);
        flags.addAll(wanted.flags());
        return wanted.withFlags(flags);
    }
}
