package org.suwen.server.fhir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.suwen.decision.Reason;
import org.suwen.fhir.Outcomes;
import org.suwen.fhir.Searchsets;
import org.suwen.fhir.search.SearchQuery;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Sight;
import org.suwen.server.access.Sights;

/** The bundle that answers one search. */
final class Searchset {

    private final FhirCall call;
    private final SearchQuery query;
    private final Sights.Around around;
    private final List<Sight.Row> matches = new ArrayList<>();
    private final List<Sight.Row> included = new ArrayList<>();
    private final List<Answer.Page> released = new ArrayList<>();

    Searchset(FhirCall call, SearchQuery query, Sights.Around around) {
        this.call = call;
        this.query = query;
        this.around = around;
    }

    void match(Sight.Row row) {
        matches.add(row);
    }

    void include(Sight.Row row) {
        included.add(row);
    }

    /** The release of one patient's rows is in the ledger. */
    void released(Answer.Page page) {
        released.add(page);
    }

    FhirReply reply() {
        FhirReply reply = FhirReply.of(200, bytes());
        for (Answer.Page page : released) {
            reply = reply.with(FhirAnswers.DECISION, page.trail().decision().toString())
                    .with(FhirAnswers.ENTRY, Long.toString(page.trail().entry()))
                    .with(FhirAnswers.GROUND, page.trail().ground());
        }
        return reply;
    }

    private byte[] bytes() {
        var out = new ByteArrayOutputStream(64 * 1024);
        List<Searchsets.Link> links = new ArrayList<>();
        links.add(new Searchsets.Link("self", self()));
        around.next()
                .ifPresent(link ->
                        links.add(new Searchsets.Link("next", call.base() + call.type() + "?_page=" + encode(link))));
        try (Searchsets bundle = Searchsets.start(out, around.total(), links.toArray(Searchsets.Link[]::new))) {
            for (Sight.Row row : matches) {
                bundle.entry(address(row), query.shaped(row.type(), row.json()), Searchsets.Mode.MATCH);
            }
            for (Sight.Row row : included) {
                bundle.entry(address(row), query.shaped(row.type(), row.json()), Searchsets.Mode.INCLUDE);
            }
            for (Reason reason : withheld()) {
                bundle.entry("", Outcomes.withheld(FhirAnswers.told(reason, List.of())), Searchsets.Mode.OUTCOME);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private String address(Sight.Row row) {
        return call.base() + row.type() + "/" + row.id();
    }

    /** What was asked, without what was left out as not offered; nothing when it came in a body or by a link. */
    private String self() {
        var text = new StringBuilder(call.base()).append(call.type());
        if (call.method().equals("GET")) {
            String separator = "?";
            for (SearchQuery.Given each : call.query()) {
                if (!query.ignored().contains(each.name())) {
                    text.append(separator)
                            .append(encode(each.name()))
                            .append('=')
                            .append(encode(each.value()));
                    separator = "&";
                }
            }
        }
        return text.toString();
    }

    /** Why parts are withheld: depends on caller and patients, never on the question (D4). */
    private List<Reason> withheld() {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        released.forEach(page -> page.withheld().forEach(reason -> reasons.putIfAbsent(reason.code(), reason)));
        return List.copyOf(reasons.values());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Nothing was found, or nothing that this caller may know of; the two are the same bytes (I9). */
    static FhirReply empty(FhirCall call) {
        var out = new ByteArrayOutputStream();
        var self = new Searchsets.Link("self", call.base() + call.type());
        try {
            Searchsets.start(out, OptionalLong.of(0), self).close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return FhirReply.of(200, out.toByteArray());
    }

    static FhirReply stale() {
        return of(new Answer.Stale());
    }

    static FhirReply absent() {
        return of(new Answer.Absent());
    }

    static FhirReply of(Answer answer) {
        return FhirReply.of(FhirAnswers.simple(answer));
    }
}
