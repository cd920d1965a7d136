package org.suwen.server.fhir;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/**
 * The answer to a {@link FhirCall}.
 *
 * @param status the HTTP status
 * @param headers besides the content type
 * @param body FHIR JSON; empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // written out once and never compared
record FhirReply(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NONE = new byte[0];

    FhirReply {
        headers = Map.copyOf(headers);
    }

    static FhirReply of(int status, byte[] body) {
        return new FhirReply(status, Map.of(), body);
    }

    static FhirReply empty(int status) {
        return of(status, NONE);
    }

    /** What the answers for single requests give. */
    static FhirReply of(ResponseEntity<byte[]> entity) {
        Map<String, String> headers = new LinkedHashMap<>();
        entity.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                headers.put(name, values.getFirst());
            }
        });
        return new FhirReply(
                entity.getStatusCode().value(),
                headers,
                Optional.ofNullable(entity.getBody()).orElse(NONE));
    }

    FhirReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new FhirReply(status, more, body);
    }

    FhirReply withStatus(int other) {
        return new FhirReply(other, headers, body);
    }

    FhirReply withBody(byte[] other) {
        return new FhirReply(status, headers, other);
    }

    Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    ResponseEntity<byte[]> entity() {
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(HttpStatusCode.valueOf(status));
        headers.forEach(builder::header);
        return body.length == 0
                ? builder.build()
                : builder.contentType(FhirAnswers.FHIR).body(body);
    }
}
