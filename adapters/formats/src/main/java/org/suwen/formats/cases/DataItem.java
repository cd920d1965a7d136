package org.suwen.formats.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.classification.Coding;
import org.suwen.classification.Item;
import org.suwen.decision.CareUnit;

/**
 * A piece of data on record, or one to be written.
 *
 * @param id the case's name of it
 * @param patient whose it is
 * @param kind what it is; absent when a resource is written out
 * @param disease the ICD-10 code it tells of
 * @param author who made it: a staff id, a patient's account, a model or a device
 * @param unit the unit of the encounter it belongs to
 * @param institution where it comes from
 * @param date its day
 * @param resource the FHIR R4 resource as JSON, when it is written out
 */
// Nine parts: a row of the record with its provenance.
public record DataItem(
        String id,
        String patient,
        Optional<DataKind> kind,
        Optional<String> disease,
        Optional<String> author,
        Optional<CareUnit> unit,
        String institution,
        Optional<LocalDate> date,
        Optional<String> resource) {

    /** The item as the labeller sees it, when it is given by kind. */
    public Item item() {
        DataKind what = kind.orElseThrow(() -> new IllegalStateException("the item is given as a resource"));
        return Item.of(what.type(), codings(what));
    }

    /** The FHIR R4 resource as JSON. */
    public String json() {
        return resource.orElseGet(() -> CaseResources.json(this));
    }

    private List<Coding> codings(DataKind what) {
        List<Coding> codings = new ArrayList<>();
        if (!what.code().isEmpty()) {
            codings.add(new Coding(CaseResources.codePath(what), what.system(), what.code()));
        }
        disease.ifPresent(code -> codings.add(new Coding(CaseResources.diseasePath(what), Codes.ICD_10, code)));
        return codings;
    }
}
