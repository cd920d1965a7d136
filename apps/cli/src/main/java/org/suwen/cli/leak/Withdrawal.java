package org.suwen.cli.leak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.cli.leak.Suite.Line;
import org.suwen.cli.leak.Suite.Verdict;
import org.suwen.cli.leak.Wire.Ask;
import org.suwen.cli.leak.Wire.Reply;
import tools.jackson.databind.JsonNode;

/**
 * The door that a withdrawal must close: a link to the next page that was given out before it.
 *
 * @param holder the token of whoever was given the link and loses the right
 * @param token the token of whoever withdraws
 * @param act what he sends; its path starts at the server's root
 */
record Withdrawal(String holder, String token, Ask act) {

    private static final String DOOR = "next link after withdrawal";

    /** What a configuration says of it, if anything. */
    static Optional<Withdrawal> of(JsonNode tree, Path file) {
        if (tree.isMissingNode()) {
            return Optional.empty();
        }
        var act = new Ask(
                LeakCommand.text(tree, "method", file),
                LeakCommand.text(tree, "path", file),
                tree.path("body").asString(""),
                Map.of("Content-Type", "application/json"));
        return Optional.of(
                new Withdrawal(LeakCommand.text(tree, "holder", file), LeakCommand.text(tree, "token", file), act));
    }

    /** Takes a link, withdraws, and follows the link; without a right before or with one after, nothing is shown by it. */
    Line line(String base, String patient) throws IOException, InterruptedException {
        String record = "/Patient/" + patient + "/$everything?_count=1";
        String root = URI.create(base).resolve("/").toString();
        try (var held = new Wire(base, holder);
                var withdrawing = new Wire(root.substring(0, root.length() - 1), token)) {
            Reply given = held.get(record);
            List<String> next = Wire.next(given.json());
            if (next.isEmpty()) {
                return new Line(DOOR, Verdict.NOT_OFFERED, "the holder gets no link, status " + given.status());
            }
            Reply done = withdrawing.send(act);
            Reply fresh = held.get(record);
            if (done.status() >= 300 || fresh.status() == 200) {
                throw new IOException("the withdrawal ends nothing: it gives `" + done.status()
                        + "`, and the record can still be read with `" + fresh.status() + "`");
            }
            Reply reply = held.get(next.getFirst());
            return reply.status() == 200
                    ? new Line(DOOR, Verdict.LEAK, "the link still opens the record")
                    : new Line(DOOR, Verdict.TIGHT, "status " + reply.status());
        }
    }
}
