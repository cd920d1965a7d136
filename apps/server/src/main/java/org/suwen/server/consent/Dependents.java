package org.suwen.server.consent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.decision.Provision;
import org.suwen.decision.consent.ConsentFile;
import org.suwen.decision.consent.Item;
import org.suwen.decision.consent.Picture;

/** What falls with a separate consent: the recipients and clauses that were given together with it. */
final class Dependents {

    private Dependents() {}

    /** Keys of the recipients that fall with {@code key}. */
    static Set<String> of(String key, Picture picture) {
        Set<String> fall = new TreeSet<>();
        Picture.Standing separate = picture.items().get(key);
        if (separate != null && Item.of(key).kind() == Item.Kind.SEPARATE) {
            picture.items().forEach((other, standing) -> {
                if (standing.act().equals(separate.act()) && Item.of(other).kind() == Item.Kind.RECIPIENT) {
                    fall.add(other);
                }
            });
        }
        return fall;
    }

    /** The documents that fall with the items named: none of a plain item, those of its act for a separate consent. */
    static SortedMap<String, List<Provision>> documents(Set<String> keys, Picture picture, ConsentFile file) {
        SortedMap<String, List<Provision>> fall = new TreeMap<>();
        for (String key : keys) {
            Picture.Standing separate = picture.items().get(key);
            if (separate != null && Item.of(key).kind() == Item.Kind.SEPARATE) {
                file.act(separate.act())
                        .map(act -> act.content().documents())
                        .orElse(new TreeMap<>(Map.of()))
                        .keySet()
                        .forEach(id -> fall.put(id, List.of()));
            }
        }
        return fall;
    }
}
