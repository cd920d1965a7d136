package org.suwen.server.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.suwen.fhir.search.SearchQuery.Given;
import org.suwen.server.access.Ask;
import org.suwen.server.access.PageLinks;
import org.suwen.vault.SealBrokenException;

/**
 * Links to the next page of a search: the whole question, the place to go on from and the subject versions it rests on,
 * encrypted, good for the same caller, purpose and rulebook only (D10). Nothing of the question stands in the address.
 */
public final class SearchLinks {

    /** Longest link that is read, in characters. */
    private static final int LONGEST = 16_000;

    private final PageLinks.Seal seal;
    private final String rulebook;

    /** Links under {@code seal}, good while {@code rulebook} is the version in force. */
    public SearchLinks(PageLinks.Seal seal, String rulebook) {
        this.seal = seal;
        this.rulebook = rulebook;
    }

    /**
     * Where a search goes on.
     *
     * @param query the question
     * @param position the sort key of the last match given
     * @param versions subject versions by patient
     */
    record Place(List<Given> query, String position, Map<String, Long> versions) {}

    String seal(Ask ask, String path, Place place) {
        var text = new StringBuilder(place.position());
        place.versions()
                .forEach((patient, version) ->
                        text.append('\u0000').append(patient).append('\u0003').append(version));
        place.query()
                .forEach(each -> text.append('\u0000')
                        .append(each.name())
                        .append('\u0004')
                        .append(each.value()));
        byte[] sealed = seal.seal(text.toString().getBytes(StandardCharsets.UTF_8), context(ask, path));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The place, or nothing when the link is another's, altered, or of another rulebook. */
    Optional<Place> open(Ask ask, String path, String link) {
        if (link.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] plain = seal.open(Base64.getUrlDecoder().decode(link), context(ask, path));
            return Optional.of(read(new String(plain, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | SealBrokenException altered) {
            return Optional.empty();
        }
    }

    private static Place read(String text) {
        String[] parts = text.split("\u0000", -1);
        Map<String, Long> versions = new TreeMap<>();
        List<Given> query = new ArrayList<>();
        for (int each = 1; each < parts.length; each++) {
            int version = parts[each].indexOf('\u0003');
            int value = parts[each].indexOf('\u0004');
            if (value >= 0) {
                query.add(new Given(parts[each].substring(0, value), parts[each].substring(value + 1)));
            } else {
                versions.put(parts[each].substring(0, version), Long.parseLong(parts[each].substring(version + 1)));
            }
        }
        return new Place(query, parts[0], versions);
    }

    private byte[] context(Ask ask, String path) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part :
                    List.of("search", ask.caller().accountId(), ask.purpose().name(), path, rulebook)) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
