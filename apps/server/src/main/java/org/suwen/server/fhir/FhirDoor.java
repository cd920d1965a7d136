package org.suwen.server.fhir;

import java.util.List;
import java.util.Optional;
import org.suwen.decision.Action;
import org.suwen.fhir.FhirIssue;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.fhir.search.SearchException;
import org.suwen.server.access.Gate;
import org.suwen.server.intake.RefusedInputException;

/** Sends a call to what answers it, by method and address; what goes wrong in it becomes an OperationOutcome. */
public final class FhirDoor {

    private final Gate gate;
    private final FhirAsks asks;
    private final Parts parts;

    /** What answers calls. */
    public record Parts(
            Searching searching,
            Histories histories,
            Writing writing,
            Submissions submissions,
            Operations operations) {}

    /** A door before {@code parts}; single reads go to {@code gate}. */
    public FhirDoor(Gate gate, FhirAsks asks, Parts parts) {
        this.gate = gate;
        this.asks = asks;
        this.parts = parts;
    }

    /** Answers a call. */
    FhirReply answer(FhirCall call) {
        try {
            return route(call);
        } catch (SearchException unfit) {
            return FhirAnswers.unfit(unfit);
        } catch (InvalidFhirException invalid) {
            return FhirAnswers.issues(400, invalid.issues());
        } catch (RefusedInputException refused) {
            return FhirAnswers.issues(refused.status(), refused.issues());
        }
    }

    private FhirReply route(FhirCall call) {
        List<String> path = call.path();
        if (path.isEmpty()) {
            return call.method().equals("POST") ? parts.submissions().submit(call, this::answer) : tooCostly();
        }
        if (path.getLast().startsWith("$")) {
            return parts.operations().answer(call);
        }
        if (!Character.isUpperCase(call.type().charAt(0))) {
            return call.type().equals("_history") ? tooCostly() : Searchset.absent();
        }
        return switch (call.method()) {
            case "GET", "HEAD" -> get(call);
            case "POST" -> post(call);
            case "PUT", "PATCH", "DELETE" -> path.size() <= 2 ? parts.writing().write(call) : Searchset.absent();
            default -> throw new SearchException("not-supported", "", "there is no such interaction");
        };
    }

    private FhirReply post(FhirCall call) {
        boolean search = call.path().size() == 2 && call.path().get(1).equals("_search");
        if (search) {
            return parts.searching().search(call);
        }
        return call.path().size() == 1 ? parts.writing().write(call) : Searchset.absent();
    }

    private FhirReply get(FhirCall call) {
        List<String> path = call.path();
        return switch (path.size()) {
            case 1 -> parts.searching().search(call);
            case 2 -> path.get(1).equals("_history") ? parts.histories().ofType(call) : read(call);
            case 3 -> path.get(2).equals("_history") ? parts.histories().ofResource(call) : Searchset.absent();
            case 4 -> path.get(2).equals("_history") ? parts.histories().version(call) : Searchset.absent();
            default -> Searchset.absent();
        };
    }

    private FhirReply read(FhirCall call) {
        String id = call.path().get(1);
        if (id.length() > 64) {
            return Searchset.absent();
        }
        FhirReply reply = Searchset.of(gate.read(asks.of(call, Action.READ, "fhir.read"), call.type(), id));
        return unchanged(call.header("If-None-Match"), reply);
    }

    /** 304 for a reader who has this very version; the look is entered all the same. */
    static FhirReply unchanged(Optional<String> tag, FhirReply reply) {
        boolean same = reply.status() == 200
                && tag.isPresent()
                && reply.header("ETag").filter(tag.get()::equals).isPresent();
        return same ? reply.withStatus(304).withBody(new byte[0]) : reply;
    }

    private static FhirReply tooCostly() {
        return FhirAnswers.issues(
                400,
                List.of(new FhirIssue(
                        "too-costly",
                        "$this",
                        0,
                        0,
                        "name a resource type and a patient: all of everything is not offered")));
    }
}
