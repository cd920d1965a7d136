package org.suwen.server.assets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.server.access.Inventory;
import org.suwen.server.acts.Shelf;
import org.suwen.server.reviews.Reviews;

/** The yearly inventory: everything on record by category and grade, and the catalogue with what changed (CLS-27). */
public final class StockTaking implements Reviews.Figures {

    private final Shelf<Asset> assets;
    private final Inventory inventory;

    /** The stock of {@code inventory} beside the catalogue. */
    public StockTaking(Shelf<Asset> assets, Inventory inventory) {
        this.assets = assets;
        this.inventory = inventory;
    }

    @Override
    public SortedMap<String, Object> of(Reviews.Span period) {
        Inventory.Totals totals = inventory.totals();
        List<String> drifted = new ArrayList<>();
        long records = 0;
        TreeSet<String> ids = new TreeSet<>();
        for (Asset asset : assets.all()) {
            ids.add(asset.id());
            records += asset.records();
            if (asset.standing().history().stream().anyMatch(each -> !each.at().isBefore(period.from()))) {
                drifted.add(asset.id());
            }
        }
        SortedMap<String, Object> figures = new TreeMap<>();
        figures.put("assets", List.copyOf(ids));
        figures.put("assetRecords", records);
        figures.put("drift", drifted);
        figures.put("persons", totals.persons());
        figures.put("sensitivePersons", totals.sensitivePersons());
        figures.put("records", totals.records());
        figures.put("byCategory", Map.copyOf(totals.byCategory()));
        figures.put("byGrade", Map.copyOf(totals.byGrade()));
        return figures;
    }
}
