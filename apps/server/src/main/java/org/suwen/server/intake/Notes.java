package org.suwen.server.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.suwen.ledger.part.ResourceRef;
import org.suwen.server.access.Journal;
import org.suwen.vault.Put;

/** What the entry of a write says about it: names or counts, and a hash of all of it (D15, D16). */
final class Notes {

    private static final int NAMED = 4;

    private Notes() {}

    static List<ResourceRef> refs(List<Put> puts) {
        return puts.size() > NAMED
                ? List.of()
                : puts.stream()
                        .map(put -> new ResourceRef(put.type(), put.id(), put.version()))
                        .toList();
    }

    static String counts(List<Put> puts) {
        var counts = new TreeMap<String, Integer>();
        puts.forEach(put -> counts.merge((put.body().length == 0 ? "-" : "") + put.type(), 1, Integer::sum));
        var text = new StringBuilder();
        counts.forEach((type, count) ->
                text.append(text.isEmpty() ? "" : ";").append(type).append(':').append(count));
        return text.toString();
    }

    /** Names every new version by its id and a hash of its content (D16). */
    static byte[] digest(List<Put> puts) {
        var all = new ByteArrayOutputStream();
        for (Put put : puts) {
            all.writeBytes((put.type() + "/" + put.id() + "/" + put.version()).getBytes(StandardCharsets.UTF_8));
            all.writeBytes(Journal.sha256(put.body()));
        }
        return Journal.sha256(all.toByteArray());
    }
}
