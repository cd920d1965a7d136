package org.suwen.cli.leak;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.suwen.cli.leak.Wire.Ask;
import org.suwen.cli.leak.Wire.Reply;
import tools.jackson.databind.JsonNode;

/** Tries every door as the limited caller and says through which of them something hidden shows. */
final class Suite {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIMES = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern PAGES = Pattern.compile("_page=[A-Za-z0-9_%.-]+");

    private final Wire full;
    private final Wire limited;
    private final Target target;
    private final boolean hidden;

    /**
     * A suite.
     *
     * @param hidden whether even the existence of what is hidden is to be kept from the limited caller (mode HIDDEN)
     */
    Suite(Wire full, Wire limited, Target target, boolean hidden) {
        this.full = full;
        this.limited = limited;
        this.target = target;
        this.hidden = hidden;
    }

    /** What a door gave. */
    enum Verdict {
        /** Nothing showed. */
        TIGHT,
        /** Something hidden showed. */
        LEAK,
        /** The server does not offer it: it refuses the question whatever it names. */
        NOT_OFFERED
    }

    /** A line of the table. */
    record Line(String door, Verdict verdict, String note) {}

    List<Line> run(List<Door> doors) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (Door door : doors) {
            lines.add(door.kind() == Door.Kind.FOREIGN_LINK ? foreign(door) : one(door));
        }
        return lines;
    }

    private Line one(Door door) throws IOException, InterruptedException {
        Reply there = limited.send(door.ask().apply(new Door.Named(target.id(), target.code())));
        Reply nowhere = limited.send(door.ask().apply(new Door.Named(target.twin(), target.noCode())));
        Optional<String> shown = shown(door, there);
        if (shown.isPresent()) {
            return new Line(door.name(), Verdict.LEAK, shown.get());
        }
        return switch (door.kind()) {
            case SAME -> compared(door, there, nowhere, false);
            case NAMED -> compared(door, there, nowhere, !hidden);
            case CLEAN -> counted(door, there);
            case FOREIGN_LINK -> throw new IllegalArgumentException("a link is followed, not compared");
        };
    }

    /** The hidden resource, or its code where nothing that may be seen has it. */
    private Optional<String> shown(Door door, Reply reply) {
        if (ids(reply.json()).contains(target.type() + "/" + target.id())) {
            return Optional.of("the hidden resource is in the answer");
        }
        boolean echoed = door.kind() == Door.Kind.SAME;
        if (!echoed && !target.codeIsSeen() && reply.body().contains("\"" + target.code() + "\"")) {
            return Optional.of("the hidden code is in the answer");
        }
        return Optional.empty();
    }

    private static Set<String> ids(JsonNode node) {
        Set<String> ids = new HashSet<>();
        if (node.has("resourceType") && node.has("id")) {
            ids.add(Target.key(node));
        }
        node.forEach(child -> ids.addAll(ids(child)));
        return ids;
    }

    private Line compared(Door door, Reply there, Reply nowhere, boolean mayRefuse) {
        if (mayRefuse && (there.status() == 403 || there.status() == 404)) {
            return new Line(door.name(), Verdict.TIGHT, "refused with " + there.status());
        }
        if (there.status() != nowhere.status()) {
            return new Line(
                    door.name(),
                    Verdict.LEAK,
                    "status " + there.status() + " against " + nowhere.status() + " for nothing");
        }
        if (!normal(there.body()).equals(normal(nowhere.body()))) {
            return new Line(door.name(), Verdict.LEAK, "the answers differ, though the status is " + there.status());
        }
        if (!there.headers().equals(nowhere.headers())) {
            return new Line(door.name(), Verdict.LEAK, "the headers differ");
        }
        boolean expected = door.kind() == Door.Kind.NAMED
                || door.name().equals("error text")
                || door.name().startsWith("conditional");
        return there.status() >= 400 && !expected
                ? new Line(door.name(), Verdict.NOT_OFFERED, "status " + there.status() + " for both")
                : new Line(door.name(), Verdict.TIGHT, "the same as for nothing");
    }

    /** What must be the same, without what names the question or the moment. */
    private String normal(String body) {
        String text = body;
        for (String each : List.of(target.code(), target.noCode())) {
            text = text.replace(each, "CODE").replace(URLEncoder.encode(each, StandardCharsets.UTF_8), "CODE");
        }
        text = PAGES.matcher(text.replace(target.id(), "ID").replace(target.twin(), "ID"))
                .replaceAll("PAGE");
        return TIMES.matcher(UUIDS.matcher(text).replaceAll("UUID")).replaceAll("TIME");
    }

    private Line counted(Door door, Reply reply) {
        if (reply.status() >= 400) {
            return new Line(door.name(), Verdict.NOT_OFFERED, "status " + reply.status());
        }
        JsonNode total = reply.json().path("total");
        boolean ofType = List.of(":missing", "_sort", "_summary=count", "_total", "_elements", "_summary")
                .contains(door.name());
        if (ofType && total.isNumber() && total.asLong() > target.seen()) {
            return new Line(
                    door.name(),
                    Verdict.LEAK,
                    "counts `" + total.asLong() + "` where `" + target.seen() + "` may be seen");
        }
        return new Line(door.name(), Verdict.TIGHT, "nothing hidden in it");
    }

    /** A link that the full caller was given must give the limited one nothing that he may not see. */
    private Line foreign(Door door) throws IOException, InterruptedException {
        Reply given = full.send(door.ask().apply(new Door.Named(target.id(), target.code())));
        List<String> next = Wire.next(given.json());
        if (next.isEmpty()) {
            return new Line(door.name(), Verdict.NOT_OFFERED, "the full caller gets no link, status " + given.status());
        }
        Reply reply = limited.send(Ask.get(next.getFirst()));
        Set<String> ids = ids(reply.json());
        ids.removeIf(each -> target.visible().containsKey(each) || !target.all().containsKey(each));
        boolean opened = reply.status() == 200 && !ids.isEmpty();
        JsonNode total = reply.json().path("total");
        boolean counted = reply.status() == 200 && total.isNumber() && total.asLong() > target.seen();
        return opened || counted
                ? new Line(door.name(), Verdict.LEAK, "the link opens what may not be seen")
                : new Line(door.name(), Verdict.TIGHT, "status " + reply.status());
    }
}
