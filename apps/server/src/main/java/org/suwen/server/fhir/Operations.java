package org.suwen.server.fhir;

import java.time.Clock;
import java.util.List;
import org.suwen.decision.Action;
import org.suwen.fhir.FhirIssue;
import org.suwen.fhir.FhirScan;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.fhir.search.SearchException;
import org.suwen.hapi.Validation;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Sights;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Operations whose names begin with a dollar sign: {@code $validate} and {@code $summary}. */
public final class Operations {
    /** The largest resource that is validated, in bytes; the validator is slow and takes memory. */
    static final int LARGEST = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Gate gate;
    private final FhirAsks asks;
    private final Summary summary;
    private final Validation validation;

    /** Operations over what {@code gate} and {@code sights} show. */
    public Operations(Gate gate, Sights sights, FhirAsks asks, Clock clock) {
        this.gate = gate;
        this.asks = asks;
        this.summary = new Summary(sights, asks, clock);
        this.validation = new Validation();
    }

    FhirReply answer(FhirCall call) {
        List<String> path = call.path();
        boolean reads = call.method().equals("GET");
        return switch (path.getLast()) {
            case "$validate" -> reads ? stored(call) : sent(call);
            case "$summary" ->
                reads && path.size() == 3 && call.type().equals("Patient")
                        ? summary.of(call, path.get(1))
                        : Searchset.absent();
            default -> Searchset.absent();
        };
    }

    /** Validates what is stored, as the caller may see it: what is masked for him is masked for the validator. */
    private FhirReply stored(FhirCall call) {
        if (call.path().size() != 3) {
            return Searchset.absent();
        }
        Answer answer = gate.read(
                asks.of(call, Action.READ, "fhir.validate"),
                call.type(),
                call.path().get(1));
        if (!(answer instanceof Answer.Released released)) {
            return Searchset.of(answer);
        }
        FhirReply reply = Searchset.of(answer);
        return reply.withBody(validated(released.resource().json()));
    }

    /** Validates what the caller sends; nothing of it is kept. */
    private FhirReply sent(FhirCall call) {
        byte[] body = call.body();
        FhirScan scan = FhirScan.of(body);
        if (scan.type().equals("Parameters")) {
            body = within(body);
            scan = FhirScan.of(body);
        }
        boolean typed = !call.path().getFirst().startsWith("$");
        if (typed && !scan.type().equals(call.type())) {
            throw new InvalidFhirException(
                    new FhirIssue("invalid", "resourceType", 0, 0, "the address and the body name different types"));
        }
        return FhirReply.of(200, validated(body));
    }

    private static byte[] within(byte[] parameters) {
        for (JsonNode each : JSON.readTree(parameters).path("parameter")) {
            if (each.path("name").asString("").equals("resource") && each.has("resource")) {
                return JSON.writeValueAsBytes(each.path("resource"));
            }
        }
        throw new SearchException("invalid", "resource", "the parameters hold the `resource` that is to be validated");
    }

    private byte[] validated(byte[] json) {
        if (json.length > LARGEST) {
            throw new SearchException(
                    "too-long", "$this", "a resource of at most `" + LARGEST + "` bytes is validated");
        }
        return validation.validate(json);
    }
}
