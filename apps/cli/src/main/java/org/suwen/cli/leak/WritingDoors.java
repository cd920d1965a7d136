package org.suwen.cli.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.suwen.cli.leak.Door.Kind;
import org.suwen.cli.leak.Secret.Named;
import org.suwen.cli.leak.Wire.Ask;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Doors through which the limited caller writes, or tries to: a condition, a version, a test or a reference asks the server
 * about what is hidden.
 *
 * <p>Each question is made so that a sound server stores nothing: a body that is not valid, a version that nothing has, a
 * patch that can't be applied after its test. A leaky or careless server may store something all the same.
 */
final class WritingDoors {

    private static final Map<String, String> NO_VERSION = Map.of("If-Match", "W/\"987654321\"");
    private static final String PATCH = "application/json-patch+json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Target target;
    private final Secret secret;
    private final String type;

    private WritingDoors(Target target) {
        this.target = target;
        this.secret = target.resource();
        this.type = secret.type();
    }

    static List<Door> of(Target target) {
        var doors = new WritingDoors(target);
        List<Door> all = new ArrayList<>(doors.named());
        String where = "patient=" + target.patient() + "&";
        all.addAll(doors.conditional("", doors.secret, where + "code="));
        all.addAll(doors.bundled());
        target.element().ifPresent(each -> {
            all.addAll(doors.conditional("element: ", each.secret(), where + each.parameter() + "="));
            all.add(patch("element: JSON Patch test", each.secret(), each.pointer(), each.value()));
        });
        target.version()
                .ifPresent(version -> all.add(new Door(
                        "hidden version as If-Match",
                        Kind.REFUSED,
                        version,
                        named -> new Ask(
                                "PUT",
                                "/" + version.type() + "/" + named.id(),
                                doors.invalid(version.type(), named.id()),
                                Map.of("If-Match", "W/\"" + named.word() + "\"")))));
        return all;
    }

    private List<Door> named() {
        JsonNode whole = Objects.requireNonNull(
                target.all().get(type + "/" + secret.there().id()));
        return List.of(
                new Door(
                        "update by id",
                        Kind.NAMED,
                        secret,
                        named -> new Ask("PUT", "/" + type + "/" + named.id(), as(whole, named.id()), NO_VERSION)),
                new Door(
                        "update by id, not valid",
                        Kind.NAMED,
                        secret,
                        named -> new Ask("PUT", "/" + type + "/" + named.id(), invalid(type, named.id()), NO_VERSION)),
                new Door(
                        "delete by id",
                        Kind.NAMED,
                        secret,
                        named -> new Ask("DELETE", "/" + type + "/" + named.id(), "", NO_VERSION)),
                patch("JSON Patch test", secret.byWord(), "/code/coding/0/code", whole.at("/code/coding/0/code")),
                new Door(
                        "JSON Patch by id",
                        Kind.NAMED,
                        secret,
                        named -> patching("/" + type + "/" + named.id(), "/no-such", "\"x\"")));
    }

    private List<Door> conditional(String prefix, Secret about, String where) {
        String kind = about.type();
        Function<Named, String> condition = named -> where + Secret.encode(named.word());
        return List.of(
                new Door(
                        prefix + "conditional create",
                        Kind.REFUSED,
                        about,
                        named -> new Ask(
                                "POST",
                                "/" + kind,
                                invalid(kind, ""),
                                Map.of("If-None-Exist", condition.apply(named)))),
                new Door(
                        prefix + "conditional update",
                        Kind.REFUSED,
                        about,
                        named -> new Ask(
                                "PUT", "/" + kind + "?" + condition.apply(named), invalid(kind, ""), NO_VERSION)),
                new Door(
                        prefix + "conditional delete",
                        Kind.REFUSED,
                        about,
                        named -> new Ask("DELETE", "/" + kind + "?" + condition.apply(named), "", NO_VERSION)),
                new Door(
                        prefix + "conditional patch",
                        Kind.REFUSED,
                        about,
                        named -> patching("/" + kind + "?" + condition.apply(named), "/no-such", "\"x\"")));
    }

    private List<Door> bundled() {
        String of = type + "?patient=" + target.patient() + "&code=";
        return List.of(
                new Door(
                        "conditional create in a transaction",
                        Kind.REFUSED,
                        secret,
                        named -> transaction(
                                invalid(type, ""),
                                "\"ifNoneExist\":\"patient=" + target.patient() + "&code=" + named.word() + "\"")),
                new Door(
                        "reference from something new",
                        Kind.REFUSED,
                        secret,
                        named -> transaction(pointing(type + "/" + named.id()), "\"ifNoneExist\":\"\"")),
                new Door(
                        "conditional reference",
                        Kind.REFUSED,
                        secret,
                        named -> transaction(pointing(of + named.word()), "\"ifNoneExist\":\"\"")));
    }

    /** A transaction of one new resource and of the end of something that isn't there, so that nothing is stored. */
    private Ask transaction(String resource, String more) {
        String kind = JSON.readTree(resource).path("resourceType").asString("");
        String entries = "{\"fullUrl\":\"urn:uuid:8f0d5b6e-5d5c-4a53-9a65-8d8e54a7a001\",\"resource\":" + resource
                + ",\"request\":{\"method\":\"POST\",\"url\":\"" + kind + "\"," + more + "}},"
                + "{\"request\":{\"method\":\"DELETE\",\"url\":\"" + type + "/"
                + secret.nowhere().id() + "\"}}";
        return new Ask(
                "POST",
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}",
                Map.of());
    }

    private String pointing(String reference) {
        return "{\"resourceType\":\"Provenance\",\"target\":[{\"reference\":\"Patient/" + target.patient()
                + "\"},{\"reference\":\"" + reference
                + "\"}],\"recorded\":\"2026-01-01T00:00:00Z\",\"agent\":[{\"who\":{\"display\":\"x\"}}]}";
    }

    private static Door patch(String name, Secret about, String pointer, JsonNode value) {
        boolean quoted = value.isString();
        return new Door(
                name,
                Kind.REFUSED,
                about,
                named -> patching(
                        "/" + about.type() + "/" + named.id(),
                        pointer,
                        quoted ? JSON.writeValueAsString(named.word()) : named.word()));
    }

    /** A test, and then something that can't be done: the answer tells them apart only where the test is made. */
    private static Ask patching(String path, String pointer, String value) {
        String body = "[{\"op\":\"test\",\"path\":\"" + pointer + "\",\"value\":" + value
                + "},{\"op\":\"remove\",\"path\":\"/no-such-element\"}]";
        return new Ask("PATCH", path, body, Map.of("Content-Type", PATCH));
    }

    /** A resource that names its patient and nothing else, which no server stores as valid. */
    private String invalid(String kind, String id) {
        String own = id.isEmpty() ? "" : "\"id\":\"" + id + "\",";
        return "{\"resourceType\":\"" + kind + "\"," + own + "\"subject\":{\"reference\":\"Patient/" + target.patient()
                + "\"},\"patient\":5}";
    }

    private static String as(JsonNode resource, String id) {
        ObjectNode other = (ObjectNode) resource.deepCopy();
        other.put("id", id);
        return JSON.writeValueAsString(other);
    }
}
