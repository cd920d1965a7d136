package org.suwen.cli.leak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.suwen.cli.leak.Wire.Ask;
import org.suwen.cli.leak.Wire.Reply;
import tools.jackson.databind.JsonNode;

/** Tries every door as the limited caller and says through which of them something hidden shows. */
final class Suite {

    /** Most pages that another's link is followed through. */
    private static final int MOST_PAGES = 200;

    private final Target.Callers callers;
    private final Target target;
    private final boolean hidden;
    private final Optional<Timing> timing;

    /**
     * A suite.
     *
     * @param hidden whether even the existence of what is hidden is to be kept from the limited caller (mode HIDDEN)
     * @param timing how long answers take is compared too; not when empty
     */
    Suite(Target.Callers callers, Target target, boolean hidden, Optional<Timing> timing) {
        this.callers = callers;
        this.target = target;
        this.hidden = hidden;
        this.timing = timing;
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
            Line line = door.kind() == Door.Kind.FOREIGN_LINK ? foreign(door) : one(door);
            lines.add(line.verdict() == Verdict.LEAK ? line : timed(door, line));
        }
        return lines;
    }

    private Line one(Door door) throws IOException, InterruptedException {
        Ask question = door.ask().apply(door.secret().there());
        Reply there = callers.limited().send(question);
        Reply nowhere = callers.limited().send(door.ask().apply(door.secret().nowhere()));
        Optional<String> shown = shown(question, there);
        if (shown.isPresent()) {
            return new Line(door.name(), Verdict.LEAK, shown.get());
        }
        return switch (door.kind()) {
            case SAME, REFUSED -> compared(door, there, nowhere);
            case NAMED -> named(door, there, nowhere);
            case CLEAN, COUNTED -> counted(door, there);
            case UNFOUND -> unfound(door, there);
            case FOREIGN_LINK -> throw new IllegalArgumentException("a link is followed, not compared");
        };
    }

    /** The hidden resource, its id where even that is hidden, or a text that only something hidden has. */
    private Optional<String> shown(Ask question, Reply reply) {
        Secret resource = target.resource();
        String id = resource.there().id();
        if (ids(reply.json()).contains(resource.type() + "/" + id)) {
            return Optional.of("the hidden resource is in the answer");
        }
        if (hidden && reply.body().contains(id) && !question.mentions(id)) {
            return Optional.of("the id of the hidden resource is in the answer");
        }
        return target.secrets().stream().anyMatch(each -> each.isToldBy(question, reply.body()))
                ? Optional.of("a text of what is hidden is in the answer")
                : Optional.empty();
    }

    private static Set<String> ids(JsonNode node) {
        Set<String> ids = new HashSet<>();
        if (node.has("resourceType") && node.has("id")) {
            ids.add(Target.key(node));
        }
        node.forEach(child -> ids.addAll(ids(child)));
        return ids;
    }

    /** What is named may be refused where it may be known that something is withheld, as long as it is only refused. */
    private Line named(Door door, Reply there, Reply nowhere) {
        boolean refused = there.status() == 403 || there.status() == 404;
        boolean bundled = there.json().path("resourceType").asString("").equals("Bundle");
        if (!hidden && (refused || bundled)) {
            return new Line(door.name(), Verdict.TIGHT, "refused with " + there.status());
        }
        return compared(door, there, nowhere);
    }

    private Line compared(Door door, Reply there, Reply nowhere) {
        if (there.status() != nowhere.status()) {
            return new Line(
                    door.name(),
                    Verdict.LEAK,
                    "status " + there.status() + " against " + nowhere.status() + " for nothing");
        }
        if (!door.secret().normal(there.body()).equals(door.secret().normal(nowhere.body()))) {
            return new Line(door.name(), Verdict.LEAK, "the answers differ, though the status is " + there.status());
        }
        Map<String, String> headers = normal(door, there);
        if (!headers.equals(normal(door, nowhere))) {
            return new Line(door.name(), Verdict.LEAK, "the headers differ");
        }
        return there.status() >= 400 && door.kind() == Door.Kind.SAME
                ? new Line(door.name(), Verdict.NOT_OFFERED, "status " + there.status() + " for both")
                : new Line(door.name(), Verdict.TIGHT, "the same as for nothing, status " + there.status());
    }

    private static Map<String, String> normal(Door door, Reply reply) {
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.replaceAll((name, value) -> door.secret().normal(value));
        return headers;
    }

    private Line counted(Door door, Reply reply) {
        if (reply.status() >= 400) {
            return new Line(door.name(), Verdict.NOT_OFFERED, "status " + reply.status());
        }
        JsonNode total = reply.json().path("total");
        boolean more = total.isNumber() && total.asLong() > target.seen();
        return door.kind() == Door.Kind.COUNTED && more
                ? new Line(
                        door.name(),
                        Verdict.LEAK,
                        "counts `" + total.asLong() + "` where `" + target.seen() + "` may be seen")
                : new Line(door.name(), Verdict.TIGHT, "nothing hidden in it");
    }

    private static Line unfound(Door door, Reply reply) {
        if (reply.status() >= 400) {
            return new Line(door.name(), Verdict.NOT_OFFERED, "status " + reply.status());
        }
        boolean found = ids(reply.json())
                .contains(door.secret().type() + "/" + door.secret().there().id());
        return found
                ? new Line(door.name(), Verdict.LEAK, "it is found by an element that is hidden")
                : new Line(door.name(), Verdict.TIGHT, "not found by what is hidden");
    }

    /** A link that the full caller was given must give the limited one nothing that he may not see. */
    private Line foreign(Door door) throws IOException, InterruptedException {
        Reply given = callers.full().send(door.ask().apply(door.secret().there()));
        List<String> next = Wire.next(given.json());
        if (next.isEmpty()) {
            return new Line(door.name(), Verdict.NOT_OFFERED, "the full caller gets no link, status " + given.status());
        }
        int status = 0;
        for (int page = 0; page < MOST_PAGES && !next.isEmpty(); page++) {
            Reply reply = callers.limited().send(Ask.get(next.getFirst()));
            status = reply.status();
            if (status == 200 && opens(reply)) {
                return new Line(door.name(), Verdict.LEAK, "the link opens what may not be seen");
            }
            next = Wire.next(reply.json());
        }
        return new Line(door.name(), Verdict.TIGHT, "status " + status);
    }

    private boolean opens(Reply reply) {
        Set<String> ids = ids(reply.json());
        ids.removeIf(each -> target.visible().containsKey(each) || !target.all().containsKey(each));
        JsonNode total = reply.json().path("total");
        return !ids.isEmpty()
                || (total.isNumber() && total.asLong() > target.visible().size());
    }

    private Line timed(Door door, Line line) throws IOException, InterruptedException {
        if (timing.isEmpty() || !door.isTimed() || line.verdict() == Verdict.NOT_OFFERED || isTold(door)) {
            return line;
        }
        Optional<Duration> difference = timing.get()
                .difference(
                        door.ask().apply(door.secret().there()),
                        door.ask().apply(door.secret().nowhere()));
        return difference
                .map(each -> new Line(
                        door.name(),
                        Verdict.LEAK,
                        "takes " + each.toNanos() / 1_000 + " microseconds longer than for nothing"))
                .orElse(line);
    }

    /** Whether a question names something whose existence the caller may be told of, so that time adds nothing. */
    private boolean isTold(Door door) {
        Secret secret = door.secret();
        return !hidden
                && !secret.there().id().equals(secret.nowhere().id())
                && door.ask().apply(secret.there()).mentions(secret.there().id());
    }
}
