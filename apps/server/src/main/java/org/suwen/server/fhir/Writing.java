package org.suwen.server.fhir;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.suwen.decision.Action;
import org.suwen.fhir.FhirIssue;
import org.suwen.fhir.FhirScan;
import org.suwen.fhir.InvalidFhirException;
import org.suwen.fhir.JsonTree;
import org.suwen.fhir.search.SearchException;
import org.suwen.fhir.search.SearchParameters;
import org.suwen.fhir.search.SearchQuery.Given;
import org.suwen.hapi.FhirPathPatch;
import org.suwen.hapi.UnfitException;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Sight;
import org.suwen.server.intake.Act;
import org.suwen.server.intake.Intake;

/** Create, update, patch and delete, conditional or not. Conditions are worked out over what the caller may see (D4). */
public final class Writing {

    private static final String PATCH_TYPE = "application/json-patch+json";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final Gate gate;
    private final Intake intake;
    private final Searching searching;
    private final FhirAsks asks;

    /** Writes through {@code intake}, conditions through {@code searching}. */
    public Writing(Gate gate, Intake intake, Searching searching, FhirAsks asks) {
        this.gate = gate;
        this.intake = intake;
        this.searching = searching;
        this.asks = asks;
    }

    /** What a call comes to: something to do, or an answer that is clear already. */
    sealed interface Plan {
        /** To be done. */
        record Do(Act act) implements Plan {}

        /** Clear already. */
        record Say(FhirReply reply) implements Plan {}
    }

    /** Does one call by itself. */
    FhirReply write(FhirCall call) {
        return switch (plan(call, "$this", "")) {
            case Plan.Say say -> say.reply();
            case Plan.Do todo -> done(call, todo.act());
        };
    }

    private FhirReply done(FhirCall call, Act act) {
        if (act instanceof Act.Keep keep) {
            return named(call, new Intake.Stored(keep.type(), keep.id(), keep.version()), 200);
        }
        Ask ask = asks.of(call, asks.writing(call.caller()), "fhir." + verb(act));
        return switch (intake.acts(ask, List.of(act), finder(call))) {
            case Intake.Result.Refused refused -> Searchset.of(refused.refusal());
            case Intake.Result.Before before -> FhirReply.of(FhirAnswers.before(before.entry()));
            case Intake.Result.Done done -> stored(call, act, done);
        };
    }

    private static String verb(Act act) {
        return switch (act) {
            case Act.Create create -> "create";
            case Act.Update update -> "update";
            case Act.Delete delete -> "delete";
            case Act.Keep keep -> "create";
        };
    }

    private FhirReply stored(FhirCall call, Act act, Intake.Result.Done done) {
        Intake.Stored stored = done.stored().getFirst();
        if (act instanceof Act.Delete) {
            return FhirReply.empty(204)
                    .with("ETag", "W/\"" + stored.version() + "\"")
                    .with(FhirAnswers.ENTRY, Long.toString(done.entry()));
        }
        FhirReply reply = named(call, stored, stored.version() == 1 ? 201 : 200)
                .with(FhirAnswers.ENTRY, Long.toString(done.entry()))
                .with("Suwen-Dropped", Integer.toString(done.dropped()));
        return preferred(call, stored, reply);
    }

    /** {@code Prefer: return=}; a writer who may not read what he wrote gets nothing of it. */
    private FhirReply preferred(FhirCall call, Intake.Stored stored, FhirReply reply) {
        if (call.prefers("return=OperationOutcome")) {
            return reply.withBody(HistoryBundle.fine());
        }
        if (!call.prefers("return=representation")) {
            return reply;
        }
        Ask ask = asks.of(call, Action.READ, "fhir.read");
        return gate.read(ask, stored.type(), stored.id()) instanceof Answer.Released released
                ? reply.withBody(released.resource().json())
                : reply;
    }

    private static FhirReply named(FhirCall call, Intake.Stored stored, int status) {
        return FhirReply.empty(status)
                .with("Location", call.base() + stored.type() + "/" + stored.id() + "/_history/" + stored.version())
                .with("ETag", "W/\"" + stored.version() + "\"");
    }

    Intake.References finder(FhirCall call) {
        return (type, system, value) -> {
            String token = system.isEmpty() ? value : system + "|" + value;
            List<Sight.Row> found = searching.find(call, type, List.of(new Given("identifier", token)));
            return found.size() == 1
                    ? Optional.of(
                            found.getFirst().type() + "/" + found.getFirst().id())
                    : Optional.empty();
        };
    }

    /** Settles what a call comes to; {@code path} and {@code fullUrl} say where in a bundle it stands. */
    Plan plan(FhirCall call, String path, String fullUrl) {
        boolean named = call.path().size() == 2;
        return switch (call.method()) {
            case "POST" -> create(call, path, fullUrl);
            case "PUT" ->
                named ? update(call, path, fullUrl, call.path().get(1)) : conditionalUpdate(call, path, fullUrl);
            case "PATCH" -> patch(call, path, fullUrl);
            case "DELETE" -> named ? delete(call, path, call.path().get(1)) : conditionalDelete(call, path);
            default -> throw new SearchException("not-supported", "", "there is no such interaction");
        };
    }

    private Plan create(FhirCall call, String path, String fullUrl) {
        requireType(call);
        Optional<String> condition = call.header("If-None-Exist");
        if (condition.isPresent()) {
            List<Sight.Row> found = searching.find(call, call.type(), scoped(call, condition(call, condition.get())));
            if (found.size() > 1) {
                return new Plan.Say(FhirAnswers.precondition("the condition finds more than one resource"));
            }
            if (found.size() == 1) {
                Sight.Row row = found.getFirst();
                return new Plan.Do(new Act.Keep(path, fullUrl, row.type(), row.id(), row.version()));
            }
        }
        return new Plan.Do(new Act.Create(path, fullUrl, call.type(), call.body()));
    }

    /** The parameters of a condition; clients that send the type or the whole address before them are understood. */
    private static List<Given> condition(FhirCall call, String text) {
        String own = text.startsWith(call.base()) ? text.substring(call.base().length()) : text;
        return Queries.of(
                own.startsWith(call.type() + "?") ? own.substring(call.type().length()) : own);
    }

    /** A condition that names no patient is about the one that the resource names. */
    private static List<Given> scoped(FhirCall call, List<Given> given) {
        Optional<String> patient = call.body().length == 0
                ? Optional.empty()
                : FhirScan.of(call.body()).patient().filter(each -> each.matches("Patient/[A-Za-z0-9.-]{1,64}"));
        boolean fits = SearchParameters.r4().find(call.type(), "patient").isPresent();
        if (patient.isEmpty() || !fits || given.isEmpty()) {
            return given;
        }
        List<Given> more = new ArrayList<>(given);
        more.add(new Given("patient", patient.get()));
        return more;
    }

    private static void requireType(FhirCall call) {
        String type = FhirScan.of(call.body()).type();
        if (!type.equals(call.type())) {
            throw new InvalidFhirException(
                    new FhirIssue("invalid", "resourceType", 0, 0, "the address and the body name different types"));
        }
    }

    private Plan update(FhirCall call, String path, String fullUrl, String id) {
        requireType(call);
        String own = FhirScan.of(call.body()).id();
        if (!own.equals(id)) {
            throw new SearchException(
                    "invalid", call.type() + ".id", "the body's id and the address's are not the same");
        }
        requireUnmasked(call.body());
        return new Plan.Do(new Act.Update(path, fullUrl, call.type(), id, ifMatch(call), call.body()));
    }

    /** What was masked for the sender must not overwrite what is stored. */
    private static void requireUnmasked(byte[] body) {
        if (isMasked(JsonTree.resource(body))) {
            throw new SearchException(
                    "business-rule",
                    "",
                    "the body holds elements that were masked for its sender; storing it would destroy what they stand for");
        }
    }

    private static boolean isMasked(Object tree) {
        return switch (tree) {
            case Map<?, ?> map ->
                (ABSENT.equals(map.get("url")) && "masked".equals(map.get("valueCode")))
                        || map.values().stream().anyMatch(Writing::isMasked);
            case List<?> list -> list.stream().anyMatch(Writing::isMasked);
            default -> false;
        };
    }

    private static OptionalLong ifMatch(FhirCall call) {
        Optional<String> header = call.header("If-Match");
        return header.isPresent() ? OptionalLong.of(version(header.get())) : OptionalLong.empty();
    }

    /** The version of {@code W/"3"}. */
    static long version(String tag) {
        String digits = tag.replace("W/", "").replace("\"", "").strip();
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new SearchException("value", "If-Match", "this is a version such as `W/\"3\"`");
        }
        return Long.parseLong(digits);
    }

    private Plan conditionalUpdate(FhirCall call, String path, String fullUrl) {
        requireType(call);
        List<Sight.Row> found = searching.find(call, call.type(), scoped(call, call.query()));
        if (found.size() > 1) {
            return new Plan.Say(FhirAnswers.precondition("the condition finds more than one resource"));
        }
        String own = FhirScan.of(call.body()).id();
        if (found.isEmpty()) {
            if (!own.isEmpty()) {
                return new Plan.Say(
                        FhirAnswers.conflict("nothing is found, and ids are given by the server: leave the id out"));
            }
            return new Plan.Do(new Act.Create(path, fullUrl, call.type(), call.body()));
        }
        Sight.Row row = found.getFirst();
        if (!own.isEmpty() && !own.equals(row.id())) {
            return new Plan.Say(FhirAnswers.conflict("the condition finds a resource of another id than the body's"));
        }
        requireUnmasked(call.body());
        return new Plan.Do(new Act.Update(path, fullUrl, row.type(), row.id(), ifMatch(call), call.body()));
    }

    private Plan patch(FhirCall call, String path, String fullUrl) {
        if (call.path().size() == 2) {
            Ask ask = asks.of(call, Action.READ, "fhir.patch").under(asks.newId());
            Answer answer = gate.read(ask, call.type(), call.path().get(1));
            return answer instanceof Answer.Released released
                    ? patched(call, path, fullUrl, released.resource())
                    : new Plan.Say(Searchset.of(answer));
        }
        List<Sight.Row> found = searching.find(call, call.type(), call.query());
        if (found.size() != 1) {
            return new Plan.Say(
                    found.isEmpty()
                            ? Searchset.absent()
                            : FhirAnswers.precondition("the condition finds more than one resource"));
        }
        Sight.Row row = found.getFirst();
        return patched(call, path, fullUrl, new Answer.Resource(row.type(), row.id(), row.version(), row.json()));
    }

    /** By JSON Patch (RFC 6902) or FHIRPath Patch, as the content type says. */
    private static byte[] applied(FhirCall call, byte[] json) {
        String type = call.header("Content-Type").orElse(PATCH_TYPE);
        if (type.startsWith(PATCH_TYPE)) {
            return JsonPatch.apply(json, call.body());
        }
        try {
            return FhirPathPatch.apply(json, call.body());
        } catch (UnfitException unfit) {
            throw new SearchException(
                    "invalid", "patch", Optional.ofNullable(unfit.getMessage()).orElse("no patch"));
        }
    }

    /** Applies a patch to what the caller may see; where that is not all of it, a patch would be an oracle or a loss. */
    private static Plan patched(FhirCall call, String path, String fullUrl, Answer.Resource seen) {
        OptionalLong expected = ifMatch(call);
        if (expected.isPresent() && expected.getAsLong() != seen.version()) {
            return new Plan.Say(FhirAnswers.precondition("the resource is not at the version that the patch rests on"));
        }
        if (isReduced(seen.json())) {
            return new Plan.Say(FhirAnswers.conflict("this resource is shown to you in part, so you can't patch it"));
        }
        byte[] result;
        try {
            result = applied(call, seen.json());
        } catch (JsonPatch.TestFailedException otherwise) {
            return new Plan.Say(FhirAnswers.precondition("a test of the patch fails: the resource is otherwise"));
        }
        FhirScan scan = FhirScan.of(result);
        if (!scan.type().equals(seen.type()) || !scan.id().equals(seen.id())) {
            throw new SearchException("invalid", "patch", "a patch changes neither the type nor the id");
        }
        return new Plan.Do(
                new Act.Update(path, fullUrl, seen.type(), seen.id(), OptionalLong.of(seen.version()), result));
    }

    private static boolean isReduced(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        return text.contains("\"REDACTED\"") || text.contains("\"SUBSETTED\"");
    }

    private static Plan delete(FhirCall call, String path, String id) {
        return new Plan.Do(new Act.Delete(path, call.type(), id, ifMatch(call)));
    }

    private Plan conditionalDelete(FhirCall call, String path) {
        List<Sight.Row> found = searching.find(call, call.type(), call.query());
        if (found.size() > 1) {
            return new Plan.Say(FhirAnswers.precondition("the condition finds more than one resource"));
        }
        return found.isEmpty()
                ? new Plan.Say(FhirReply.empty(204))
                : delete(call, path, found.getFirst().id());
    }
}
