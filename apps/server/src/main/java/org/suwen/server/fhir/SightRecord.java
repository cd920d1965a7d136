package org.suwen.server.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.fhir.search.Seen;
import org.suwen.fhir.search.SeenRecord;
import org.suwen.server.access.Sight;

/** A sight as searches look at it: what is masked in it has no value, what is denied is not there. */
public final class SightRecord implements SeenRecord {

    private final Sight sight;
    private final Map<String, Map<String, Seen>> seen = new HashMap<>();

    /** The record in this sight. */
    public SightRecord(Sight sight) {
        this.sight = sight;
    }

    @Override
    public List<Seen> all(String type) {
        return new ArrayList<>(byId(type).values());
    }

    @Override
    public Optional<Seen> one(String type, String id) {
        return Optional.ofNullable(byId(type).get(id));
    }

    private Map<String, Seen> byId(String type) {
        Map<String, Seen> known = seen.get(type);
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Sight.Row row : sight.all(type).values()) {
                known.put(row.id(), Seen.of(row.json()));
            }
            seen.put(type, known);
        }
        return known;
    }

    /** The row behind something seen. */
    public Sight.Row row(Seen of) {
        Sight.Row row = sight.all(of.type()).get(of.id());
        if (row == null) {
            throw new IllegalStateException("something was seen that is not in the sight");
        }
        return row;
    }
}
