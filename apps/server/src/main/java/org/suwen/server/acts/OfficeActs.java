package org.suwen.server.acts;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.suwen.decision.Role;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Journal;
import org.suwen.server.identity.Caller;
import org.suwen.server.web.Problem;
import tools.jackson.databind.JsonNode;

/**
 * All acts of the office by name. Each is allowed to certain roles, is worked out first, entered in the ledger and only then
 * made; a refusal is entered as well (I1, AUD-02).
 */
public final class OfficeActs {

    /** Works out what an act comes to, and changes nothing itself. */
    public interface Handler {
        /** What this act comes to. */
        ActOutcome act(Doing doing);
    }

    /**
     * An act that exists.
     *
     * @param name for instance {@code assets.register}
     * @param roles who may do it
     */
    public record Known(String name, Set<Role> roles, Handler handler) {
        /** Copies the roles. */
        public Known {
            roles = Set.copyOf(roles);
        }

        /** An act of the data-protection office. */
        public static Known ofOfficer(String name, Handler handler) {
            return new Known(name, Set.of(Role.OFFICER), handler);
        }

        /** An act of anybody who is signed in. */
        public static Known ofAnybody(String name, Handler handler) {
            return new Known(name, Set.of(Role.values()), handler);
        }
    }

    /** Where acts are entered. */
    public record Rim(Journal journal, Asks asks, Institution institution, Clock clock) {}

    private final SortedMap<String, Known> known = new TreeMap<>();
    private final Rim rim;

    /** These acts, entered by {@code rim}. */
    public OfficeActs(List<Known> acts, Rim rim) {
        this.rim = rim;
        acts.forEach(each -> known.put(each.name(), each));
    }

    /** The names of all acts with the roles that may do them. */
    public Map<String, Set<Role>> names() {
        Map<String, Set<Role>> names = new TreeMap<>();
        known.forEach((name, each) -> names.put(name, each.roles()));
        return names;
    }

    /**
     * Does an act.
     *
     * @throws Problem 400 when it is malformed, 404 when there is no such act, 503 when it can't be entered
     */
    public ActOutcome perform(Caller caller, String name, JsonNode body) {
        Known act = known.get(name);
        if (act == null) {
            throw Problem.notFound();
        }
        if (!body.isObject()) {
            throw Doing.fault("an act's body is an object");
        }
        Instant now = rim.clock().instant();
        var doing = new Doing(caller, now, rim.institution().zone(), body);
        ActOutcome outcome = act.roles().contains(caller.role())
                ? act.handler().act(doing)
                : ActOutcome.refused("PURPOSE", "ACC-01", "this is no act of a " + caller.role());
        enter(doing, name, outcome);
        outcome.commit().run();
        return outcome;
    }

    private void enter(Doing doing, String name, ActOutcome outcome) {
        UUID id = rim.asks().newId();
        Caller caller = doing.caller();
        var who = org.suwen.ledger.part.Caller.of(
                caller.accountId(), caller.role().name(), rim.institution().code(), caller.address());
        boolean done = outcome.reason().isEmpty();
        var verdict = new Verdict(
                done ? Outcome.PERMIT : Outcome.DENY,
                done ? "DUTY" : "",
                outcome.reason().stream().toList(),
                outcome.rules(),
                id.toString());
        var act = new Act(name, "OPERATIONS", new byte[0], reference(doing));
        var unused = rim.journal()
                .institutional(
                        done ? EntryType.CHECK : EntryType.DENIAL,
                        id,
                        AccountPart.of(doing.at(), who, act, verdict, Optional.empty()));
    }

    /** The register's own id of what the act is about. */
    private static String reference(Doing doing) {
        JsonNode id = doing.body().path("id");
        String text = id.isValueNode() ? id.asString() : "";
        return text.length() > 64 ? "" : text;
    }
}
