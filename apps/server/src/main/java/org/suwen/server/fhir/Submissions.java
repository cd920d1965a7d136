package org.suwen.server.fhir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.suwen.fhir.Bundles;
import org.suwen.fhir.JsonTree;
import org.suwen.fhir.search.SearchException;
import org.suwen.fhir.search.SearchQuery.Given;
import org.suwen.server.access.Ask;
import org.suwen.server.intake.Act;
import org.suwen.server.intake.Intake;

/** Transaction and batch bundles. */
public final class Submissions {

    /** Most entries of a batch, each of which is a request of its own. */
    private static final int MOST_IN_BATCH = 500;

    private final Intake intake;
    private final Writing writing;
    private final FhirAsks asks;

    /** Submissions through {@code writing} and {@code intake}. */
    public Submissions(Intake intake, Writing writing, FhirAsks asks) {
        this.intake = intake;
        this.writing = writing;
        this.asks = asks;
    }

    /** Does a bundle; {@code each} answers single requests. */
    FhirReply submit(FhirCall call, Function<FhirCall, FhirReply> each) {
        Bundles bundle = Bundles.read(call.body());
        return bundle.kind().equals("batch") ? batch(call, bundle, each) : transaction(call, bundle, each);
    }

    private static FhirReply batch(FhirCall call, Bundles bundle, Function<FhirCall, FhirReply> each) {
        if (bundle.entries().size() > MOST_IN_BATCH) {
            throw new SearchException(
                    "too-costly", "Bundle.entry", "a batch has at most `" + MOST_IN_BATCH + "` entries; split it");
        }
        List<FhirReply> replies = new ArrayList<>();
        for (Bundles.Entry entry : bundle.entries()) {
            replies.add(each.apply(inner(call, bundle, entry)));
        }
        return FhirReply.of(200, HistoryBundle.responses("batch-response", replies));
    }

    /** All writes at once or none, and then the reads, which see them (http, 3.1.0.11.2). */
    private FhirReply transaction(FhirCall call, Bundles bundle, Function<FhirCall, FhirReply> each) {
        List<Act> acts = new ArrayList<>();
        Map<Integer, FhirReply> known = new HashMap<>();
        List<Integer> writers = new ArrayList<>();
        for (Bundles.Entry entry : bundle.entries()) {
            if (isRead(entry)) {
                continue;
            }
            FhirCall inner = inner(call, bundle, entry);
            switch (writing.plan(inner, "Bundle.entry[" + entry.index() + "].resource", entry.fullUrl())) {
                case Writing.Plan.Say say
                when say.reply().status() >= 400 -> {
                    return say.reply();
                }
                case Writing.Plan.Say say -> known.put(entry.index(), say.reply());
                case Writing.Plan.Do todo -> {
                    acts.add(todo.act());
                    writers.add(entry.index());
                }
            }
        }
        FhirReply reply = acts.isEmpty() ? FhirReply.empty(200) : stored(call, acts, writers, known);
        if (reply.status() >= 400 || (known.isEmpty() && !acts.isEmpty())) {
            return reply;
        }
        List<FhirReply> all = new ArrayList<>();
        for (Bundles.Entry entry : bundle.entries()) {
            all.add(isRead(entry) ? each.apply(inner(call, bundle, entry)) : known.getOrDefault(entry.index(), reply));
        }
        return reply.withBody(HistoryBundle.responses("transaction-response", all));
    }

    private static boolean isRead(Bundles.Entry entry) {
        return entry.method() == Bundles.Method.GET || entry.method() == Bundles.Method.HEAD;
    }

    /** Stores; fills in the answer of each writer, or gives an answer of its own when it is none of these. */
    private FhirReply stored(FhirCall call, List<Act> acts, List<Integer> writers, Map<Integer, FhirReply> known) {
        Ask ask = asks.of(call, asks.writing(call.caller()), "fhir.transaction");
        return switch (intake.acts(ask, acts, writing.finder(call))) {
            case Intake.Result.Refused refused -> Searchset.of(refused.refusal());
            case Intake.Result.Before before -> {
                known.clear();
                yield FhirReply.of(FhirAnswers.before(before.entry()));
            }
            case Intake.Result.Done done
            when done.dropped() > 0 -> {
                known.clear();
                yield FhirReply.of(FhirAnswers.transaction(done));
            }
            case Intake.Result.Done done -> {
                for (int at = 0; at < acts.size(); at++) {
                    known.put(writers.get(at), one(acts.get(at), done.stored().get(at)));
                }
                yield FhirReply.empty(200)
                        .with(FhirAnswers.ENTRY, Long.toString(done.entry()))
                        .with("Suwen-Dropped", "0");
            }
        };
    }

    private static FhirReply one(Act act, Intake.Stored stored) {
        String tag = "W/\"" + stored.version() + "\"";
        if (act instanceof Act.Delete) {
            return FhirReply.empty(204).with("ETag", tag);
        }
        boolean created = act instanceof Act.Create;
        return FhirReply.empty(created ? 201 : 200)
                .with("Location", stored.type() + "/" + stored.id() + "/_history/" + stored.version())
                .with("ETag", tag);
    }

    /** An entry as a request of its own; who asks, and what for, is the bundle's. */
    private static FhirCall inner(FhirCall call, Bundles bundle, Bundles.Entry entry) {
        String url = entry.url().startsWith(call.base())
                ? entry.url().substring(call.base().length())
                : entry.url();
        int mark = url.indexOf('?');
        String path = mark < 0 ? url : url.substring(0, mark);
        List<Given> query = mark < 0 ? List.of() : Queries.of(url.substring(mark + 1));
        Map<String, String> headers = new HashMap<>(call.headers());
        headers.keySet()
                .removeIf(name -> name.startsWith("if-") || name.equals("content-type") || name.equals("prefer"));
        headers.remove("x-request-id");
        put(headers, "if-none-exist", entry.ifNoneExist());
        put(headers, "if-match", entry.ifMatch());
        put(headers, "if-none-match", entry.ifNoneMatch());
        byte[] body = entry.length() == 0 ? new byte[0] : bundle.resource(entry);
        boolean fhirPath = entry.method() == Bundles.Method.PATCH
                && "Parameters".equals(JsonTree.resource(body).get("resourceType"));
        if (fhirPath) {
            headers.put("content-type", "application/fhir+json");
        }
        return new FhirCall(
                call.caller(),
                entry.method().name(),
                Arrays.stream(path.split("/")).filter(step -> !step.isEmpty()).toList(),
                query,
                headers,
                entry.method() == Bundles.Method.PATCH && !fhirPath ? patch(body) : body,
                call.base());
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }

    /** A JSON Patch travels in a bundle as a Binary (http, 3.1.0.11.7). */
    private static byte[] patch(byte[] resource) {
        Map<String, Object> binary = JsonTree.resource(resource);
        Optional<String> data = Optional.ofNullable(binary.get("data")).map(Object::toString);
        boolean fits = "Binary".equals(binary.get("resourceType")) && data.isPresent();
        if (!fits) {
            throw new SearchException(
                    "not-supported", "Bundle.entry.resource", "a patch in a bundle is a Binary of a JSON Patch");
        }
        try {
            return Base64.getMimeDecoder().decode(data.get());
        } catch (IllegalArgumentException broken) {
            throw new SearchException("value", "Bundle.entry.resource", "the Binary's data is not base64");
        }
    }
}
