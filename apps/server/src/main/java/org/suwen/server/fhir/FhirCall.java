package org.suwen.server.fhir;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.suwen.fhir.search.SearchQuery.Given;
import org.suwen.server.identity.Caller;

/**
 * A request to the FHIR interface, whether it came by itself or as an entry of a batch.
 *
 * @param caller who asks
 * @param method the HTTP method
 * @param path what follows the base address, split at slashes
 * @param query parameters, decoded, in their order
 * @param headers by name in small letters
 * @param body the body; empty when none
 * @param base the base address, with a slash at its end
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
record FhirCall(
        Caller caller,
        String method,
        List<String> path,
        List<Given> query,
        Map<String, String> headers,
        byte[] body,
        String base) {

    FhirCall {
        path = List.copyOf(path);
        query = List.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The resource type that the address names. */
    String type() {
        return path.getFirst();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    Optional<String> parameter(String name) {
        return query.stream()
                .filter(each -> each.name().equals(name))
                .map(Given::value)
                .findFirst();
    }

    /** Whether {@code Prefer} holds this wish. */
    boolean prefers(String wish) {
        return header("Prefer").stream()
                .flatMap(text -> java.util.Arrays.stream(text.split("[;,]")))
                .anyMatch(each -> each.strip().equals(wish));
    }

    /** The same call with another query. */
    FhirCall asking(List<Given> other) {
        return new FhirCall(caller, method, path, other, headers, body, base);
    }
}
