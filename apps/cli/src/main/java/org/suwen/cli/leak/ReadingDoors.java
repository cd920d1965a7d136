package org.suwen.cli.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.suwen.cli.leak.Door.Kind;
import org.suwen.cli.leak.Secret.Named;
import org.suwen.cli.leak.Wire.Ask;

/** The doors that open without writing anything. */
final class ReadingDoors {

    /** Type and reference parameter of what often points at a type. */
    private static final Map<String, String> POINTERS = Map.of(
            "Condition", "Procedure:reason-reference",
            "Observation", "DiagnosticReport:result",
            "Procedure", "Observation:part-of",
            "DiagnosticReport", "Procedure:report",
            "Immunization", "Observation:part-of",
            "AllergyIntolerance", "Provenance:target");

    private final Target target;
    private final Secret secret;
    private final String type;
    private final String of;
    private final String patient;

    private ReadingDoors(Target target) {
        this.target = target;
        this.secret = target.resource();
        this.type = secret.type();
        this.of = "/" + type + "?patient=" + target.patient();
        this.patient = "/Patient?_id=" + target.patient();
    }

    static List<Door> of(Target target) {
        var doors = new ReadingDoors(target);
        List<Door> all = new ArrayList<>();
        all.addAll(doors.addressed());
        all.addAll(doors.searched());
        all.addAll(doors.counted());
        all.addAll(doors.referred());
        all.addAll(doors.bundled());
        all.addAll(doors.links());
        target.element().ifPresent(element -> all.addAll(elements(target, element)));
        target.version().ifPresent(version -> all.addAll(versions(version)));
        return all;
    }

    private Door door(String name, Kind kind, Function<Named, String> path) {
        return Door.get(name, kind, secret, path);
    }

    private List<Door> addressed() {
        return List.of(
                door("read", Kind.NAMED, named -> "/" + type + "/" + named.id()),
                door("vread", Kind.NAMED, named -> "/" + type + "/" + named.id() + "/_history/1"),
                door("history of the resource", Kind.NAMED, named -> "/" + type + "/" + named.id() + "/_history"),
                door("history of the type", Kind.CLEAN, named -> "/" + type + "/_history?patient=" + target.patient()),
                door("history of all", Kind.CLEAN, named -> "/_history?_count=100"),
                new Door(
                        "If-None-Match",
                        Kind.NAMED,
                        secret,
                        named -> Ask.get("/" + type + "/" + named.id()).with("If-None-Match", "W/\"1\"")));
    }

    private List<Door> searched() {
        String form = "application/x-www-form-urlencoded";
        return List.of(
                door("search by its value", Kind.SAME, named -> of + "&code=" + named.word()),
                new Door(
                        "search by POST",
                        Kind.SAME,
                        secret,
                        named -> new Ask(
                                "POST",
                                "/" + type + "/_search",
                                "patient=" + target.patient() + "&code=" + named.word(),
                                Map.of("Content-Type", form))),
                door("search by _id", Kind.SAME, named -> of + "&_id=" + named.id()),
                door("_id without the patient", Kind.SAME, named -> "/" + type + "?_id=" + named.id()),
                door(
                        "search in the compartment",
                        Kind.SAME,
                        named -> "/Patient/" + target.patient() + "/" + type + "?code=" + named.word()),
                door(":not", Kind.SAME, named -> of + "&code:not=" + named.word()),
                door("_filter", Kind.SAME, named -> of + "&_filter=code%20eq%20" + named.word()),
                door("_content", Kind.SAME, named -> of + "&_content=" + named.word()),
                door("error text", Kind.REFUSED, named -> of + "&code=" + named.word() + "&_sort=no-such-parameter"));
    }

    private List<Door> counted() {
        return List.of(
                door(":missing", Kind.COUNTED, named -> of + "&code:missing=false&_count=500"),
                door("_sort", Kind.COUNTED, named -> of + "&_sort=code&_count=500"),
                door("_elements", Kind.COUNTED, named -> of + "&_elements=code&_count=500"),
                door("_summary", Kind.COUNTED, named -> of + "&_summary=true&_count=500"),
                door("_summary=count", Kind.COUNTED, named -> of + "&_summary=count"),
                door("_total", Kind.COUNTED, named -> of + "&_total=accurate&_count=1"),
                door("count of its value", Kind.SAME, named -> of + "&code=" + named.word() + "&_summary=count"));
    }

    private List<Door> referred() {
        String pointer = POINTERS.getOrDefault(type, "Provenance:target");
        String from = pointer.substring(0, pointer.indexOf(':'));
        String link = pointer.substring(pointer.indexOf(':') + 1);
        String pointing = "/" + from + "?patient=" + target.patient();
        String whole = "/Patient/" + target.patient();
        return List.of(
                door("_has", Kind.SAME, named -> patient + "&_has:" + type + ":patient:code=" + named.word()),
                door("chain", Kind.SAME, named -> pointing + "&" + link + ":" + type + ".code=" + named.word()),
                door("reference to it", Kind.SAME, named -> pointing + "&" + link + "=" + type + "/" + named.id()),
                door(
                        "provenance of it",
                        Kind.SAME,
                        named -> "/Provenance?patient=" + target.patient() + "&target=" + type + "/" + named.id()),
                door("_include", Kind.CLEAN, named -> pointing + "&_include=" + pointer + "&_count=500"),
                door("_revinclude", Kind.CLEAN, named -> patient + "&_revinclude=" + type + ":patient"),
                door(
                        "_include:iterate",
                        Kind.CLEAN,
                        named -> patient + "&_revinclude=" + from + ":patient&_include:iterate=" + pointer),
                door("$everything", Kind.CLEAN, named -> whole + "/$everything?_count=500"),
                door("$summary", Kind.CLEAN, named -> whole + "/$summary"));
    }

    private List<Door> bundled() {
        return List.of(
                new Door("batch", Kind.SAME, secret, named -> bundle("batch", type + query(named))),
                new Door("batch by id", Kind.NAMED, secret, named -> bundle("batch", type + "/" + named.id())),
                new Door("transaction", Kind.SAME, secret, named -> bundle("transaction", type + query(named))));
    }

    private String query(Named named) {
        return "?patient=" + target.patient() + "&code=" + named.word();
    }

    private static Ask bundle(String kind, String url) {
        String entry = "{\"request\":{\"method\":\"GET\",\"url\":\"" + url + "\"}}";
        return new Ask(
                "POST",
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"" + kind + "\",\"entry\":[" + entry + "]}",
                Map.of());
    }

    private List<Door> links() {
        return List.of(
                door("next link of another", Kind.FOREIGN_LINK, named -> of + "&_sort=code&_count=1"),
                door("next link of a plain search", Kind.FOREIGN_LINK, named -> of + "&_count=1"),
                door(
                        "next link of $everything",
                        Kind.FOREIGN_LINK,
                        named -> "/Patient/" + target.patient() + "/$everything?_count=10"),
                door(
                        "next link of a history",
                        Kind.FOREIGN_LINK,
                        named -> "/" + type + "/_history?patient=" + target.patient() + "&_count=1"));
    }

    private static List<Door> elements(Target target, HiddenElement element) {
        Secret secret = element.secret();
        String by = element.parameter();
        String one = "/" + secret.type() + "?patient=" + target.patient() + "&_id="
                + secret.there().id();
        String whole = secret.type().equals("Patient") ? "/Patient?_id=" + target.patient() : one;
        String has = "/Patient?_id=" + target.patient() + "&_has:" + secret.type() + ":patient:" + by + "=";
        List<Door> doors = new ArrayList<>(List.of(
                Door.get("element: read", Kind.CLEAN, secret, named -> "/" + secret.type() + "/" + named.id()),
                Door.get(
                        "element: history",
                        Kind.CLEAN,
                        secret,
                        named -> "/" + secret.type() + "/" + named.id() + "/_history"),
                Door.get("element: _elements", Kind.CLEAN, secret, named -> whole + "&_elements=" + name(element)),
                Door.get("element: search", Kind.SAME, secret, named -> whole + "&" + by + "=" + encoded(named.word())),
                Door.get("element: :missing=false", Kind.UNFOUND, secret, named -> whole + "&" + by + ":missing=false"),
                Door.get(
                        "element: count",
                        Kind.SAME,
                        secret,
                        named -> whole + "&_summary=count&" + by + "=" + encoded(named.word()))));
        if (!secret.type().equals("Patient")) {
            doors.add(Door.get("element: _has", Kind.SAME, secret, named -> has + encoded(named.word())));
        }
        return doors;
    }

    private static String name(HiddenElement element) {
        return element.pointer().split("/")[1];
    }

    private static String encoded(String word) {
        return Secret.encode(word);
    }

    private static List<Door> versions(Secret version) {
        String address = "/" + version.type() + "/" + version.there().id() + "/_history";
        return List.of(
                Door.get("hidden version", Kind.NAMED, version, named -> address + "/" + named.word()),
                Door.get("history with a hidden version", Kind.CLEAN, version, named -> address),
                new Door(
                        "hidden version as If-None-Match",
                        Kind.SAME,
                        version,
                        named -> Ask.get("/" + version.type() + "/" + named.id())
                                .with("If-None-Match", "W/\"" + named.word() + "\"")));
    }
}
