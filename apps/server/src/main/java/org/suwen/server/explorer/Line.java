package org.suwen.server.explorer;

import java.util.ArrayList;
import java.util.List;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;

/** An entry as a search sees it: its place, type and account part; content stays sealed under the patient's key (D15). */
public record Line(long index, EntryType type, AccountPart account) {

    /** What a search may ask for by equality: each fact behind the letter of its kind. */
    List<String> facets() {
        List<String> facets = new ArrayList<>();
        facets.add(Facet.TYPE.of(type.name()));
        facets.add(Facet.PERSON.of(account.caller().actor()));
        if (!account.caller().onBehalfOf().isEmpty()) {
            facets.add(Facet.PERSON.of(account.caller().onBehalfOf()));
        }
        account.patient().ifPresent(patient -> facets.add(Facet.PATIENT.of(patient.toString())));
        facets.add(Facet.PURPOSE.of(account.act().purpose()));
        facets.add(Facet.OUTCOME.of(account.verdict().outcome().name()));
        facets.add(Facet.DOOR.of(Door.of(account.act().operation()).name()));
        facets.add(Facet.ADDRESS.of(account.caller().address()));
        account.verdict().rules().forEach(rule -> {
            facets.add(Facet.RULE.of(rule));
            facets.add(Facet.RULE.of(catalogueId(rule)));
        });
        account.verdict().reasons().forEach(reason -> facets.add(Facet.REASON.of(reason)));
        return facets;
    }

    /** The row of the catalogue that a rule carries out: {@code DOC-43} of {@code DOC-43.disease}. */
    private static String catalogueId(String rule) {
        int point = rule.indexOf('.');
        return point < 0 ? rule : rule.substring(0, point);
    }
}
