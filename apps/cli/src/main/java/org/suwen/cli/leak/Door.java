package org.suwen.cli.leak;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.suwen.cli.leak.Wire.Ask;

/**
 * A way by which something hidden might be found out.
 *
 * @param name its name in the table
 * @param kind what is compared
 * @param ask the question for an id and a code, which are the hidden resource's or those of nothing
 */
record Door(String name, Kind kind, Function<Named, Ask> ask) {

    /** What a door's answers must be. */
    enum Kind {
        /** The same for what is hidden as for what isn't there. */
        SAME,
        /** The same, or in WITHHELD mode a refusal that says nothing of the content. */
        NAMED,
        /** Without the hidden resource, and counting only what is seen. */
        CLEAN,
        /** Another's link: never anything that isn't seen. */
        FOREIGN_LINK
    }

    /** An id and a code. */
    record Named(String id, String code) {}

    /** Type and reference parameter of what often points at a type. */
    private static final Map<String, String> POINTERS = Map.of(
            "Condition", "Procedure:reason-reference",
            "Observation", "DiagnosticReport:result",
            "Procedure", "Observation:part-of",
            "DiagnosticReport", "Procedure:report",
            "Immunization", "Observation:part-of",
            "AllergyIntolerance", "Provenance:target");

    /** All doors that open without writing anything. */
    static List<Door> reading(Target target) {
        String type = target.type();
        String of = "/" + type + "?patient=" + target.patient();
        String patient = "/Patient?_id=" + target.patient();
        String pointer = POINTERS.getOrDefault(type, "Provenance:target");
        String from = pointer.substring(0, pointer.indexOf(':'));
        String link = pointer.substring(pointer.indexOf(':') + 1);
        return List.of(
                get("read", Kind.NAMED, named -> "/" + type + "/" + named.id()),
                get("vread", Kind.NAMED, named -> "/" + type + "/" + named.id() + "/_history/1"),
                get("history of the resource", Kind.NAMED, named -> "/" + type + "/" + named.id() + "/_history"),
                get("history of the type", Kind.CLEAN, named -> "/" + type + "/_history?patient=" + target.patient()),
                new Door(
                        "If-None-Match",
                        Kind.NAMED,
                        named -> Ask.get("/" + type + "/" + named.id()).with("If-None-Match", "W/\"1\"")),
                get("search by its value", Kind.SAME, named -> of + "&code=" + named.code()),
                new Door(
                        "search by POST",
                        Kind.SAME,
                        named -> new Ask(
                                "POST",
                                "/" + type + "/_search",
                                "patient=" + target.patient() + "&code=" + named.code(),
                                Map.of("Content-Type", "application/x-www-form-urlencoded"))),
                get("search by _id", Kind.SAME, named -> of + "&_id=" + named.id()),
                get("_id without the patient", Kind.SAME, named -> "/" + type + "?_id=" + named.id()),
                get(":not", Kind.SAME, named -> of + "&code:not=" + named.code()),
                get(":missing", Kind.CLEAN, named -> of + "&code:missing=false&_count=500"),
                get("_sort", Kind.CLEAN, named -> of + "&_sort=code&_count=500"),
                get("_elements", Kind.CLEAN, named -> of + "&_elements=code&_count=500"),
                get("_summary", Kind.CLEAN, named -> of + "&_summary=true&_count=500"),
                get("_summary=count", Kind.CLEAN, named -> of + "&_summary=count"),
                get("_total", Kind.CLEAN, named -> of + "&_total=accurate&_count=1"),
                get("count of its value", Kind.SAME, named -> of + "&code=" + named.code() + "&_summary=count"),
                get("_has", Kind.SAME, named -> patient + "&_has:" + type + ":patient:code=" + named.code()),
                get(
                        "chain",
                        Kind.SAME,
                        named -> "/" + from + "?patient=" + target.patient() + "&" + link + ":" + type + ".code="
                                + named.code()),
                get(
                        "reference to it",
                        Kind.SAME,
                        named -> "/Provenance?patient=" + target.patient() + "&target:" + type + ".code="
                                + named.code()),
                get(
                        "_include",
                        Kind.CLEAN,
                        named -> "/" + from + "?patient=" + target.patient() + "&_include=" + pointer + "&_count=500"),
                get("_revinclude", Kind.CLEAN, named -> patient + "&_revinclude=" + type + ":patient"),
                get(
                        "_include:iterate",
                        Kind.CLEAN,
                        named -> patient + "&_revinclude=" + from + ":patient&_include:iterate=" + pointer),
                get("$everything", Kind.CLEAN, named -> "/Patient/" + target.patient() + "/$everything?_count=500"),
                get("error text", Kind.SAME, named -> of + "&code=" + named.code() + "&_sort=no-such-parameter"),
                new Door("batch", Kind.SAME, named -> batch(type, target.patient(), named)),
                new Door("next link of another", Kind.FOREIGN_LINK, named -> Ask.get(of + "&_sort=code&_count=1")));
    }

    /** Doors that a sound server leaves closed to the limited caller, and a leaky one may write through. */
    static List<Door> writing(Target target) {
        String type = target.type();
        String where = "patient=" + target.patient() + "&code=";
        return List.of(
                new Door(
                        "If-Match",
                        Kind.NAMED,
                        named -> new Ask(
                                "PUT",
                                "/" + type + "/" + named.id(),
                                body(target, named.id()),
                                Map.of("If-Match", "W/\"987654321\""))),
                new Door(
                        "conditional create",
                        Kind.SAME,
                        named -> new Ask(
                                "POST", "/" + type, body(target, ""), Map.of("If-None-Exist", where + named.code()))),
                new Door(
                        "conditional update",
                        Kind.SAME,
                        named -> new Ask(
                                "PUT",
                                "/" + type + "?" + where + named.code(),
                                body(target, ""),
                                Map.of("If-Match", "W/\"987654321\""))),
                new Door(
                        "conditional delete",
                        Kind.SAME,
                        named -> new Ask(
                                "DELETE",
                                "/" + type + "?" + where + named.code(),
                                "",
                                Map.of("If-Match", "W/\"987654321\""))));
    }

    private static Door get(String name, Kind kind, Function<Named, String> path) {
        return new Door(name, kind, named -> Ask.get(path.apply(named)));
    }

    private static Ask batch(String type, String patient, Named named) {
        String entry = "{\"request\":{\"method\":\"GET\",\"url\":\"" + type + "?patient=" + patient + "&code="
                + named.code() + "\"}}";
        return new Ask(
                "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entry + "]}", Map.of());
    }

    /** A resource that names its patient and nothing else, which no server stores as valid. */
    private static String body(Target target, String id) {
        String own = id.isEmpty() ? "" : "\"id\":\"" + id + "\",";
        return "{\"resourceType\":\"" + target.type() + "\"," + own + "\"subject\":{\"reference\":\"Patient/"
                + target.patient() + "\"},\"patient\":5}";
    }
}
