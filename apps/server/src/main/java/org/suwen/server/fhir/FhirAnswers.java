package org.suwen.server.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.suwen.decision.Reason;
import org.suwen.fhir.FhirIssue;
import org.suwen.fhir.Outcomes;
import org.suwen.fhir.Searchsets;
import org.suwen.fhir.search.SearchException;
import org.suwen.server.access.Answer;
import org.suwen.server.intake.Intake;

/** Renders answers of the gate as FHIR over HTTP. */
public final class FhirAnswers {

    static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");
    static final String DECISION = "Suwen-Decision";
    static final String ENTRY = "Suwen-Entry";
    static final String GROUND = "Suwen-Ground";

    private final byte[] capabilities;

    /** Answers with this CapabilityStatement. */
    public FhirAnswers(byte[] capabilities) {
        this.capabilities = capabilities.clone();
    }

    ResponseEntity<byte[]> capabilities() {
        return ResponseEntity.ok().contentType(FHIR).body(capabilities);
    }

    ResponseEntity<byte[]> of(Answer answer) {
        return simple(answer);
    }

    static ResponseEntity<byte[]> simple(Answer answer) {
        return switch (answer) {
            case Answer.Released released ->
                ResponseEntity.ok()
                        .contentType(FHIR)
                        .header(DECISION, released.trail().decision().toString())
                        .header(ENTRY, Long.toString(released.trail().entry()))
                        .header(GROUND, released.trail().ground())
                        .eTag("W/\"" + released.resource().version() + "\"")
                        .body(released.resource().json());
            case Answer.Refused refused ->
                ResponseEntity.status(HttpStatus.FORBIDDEN)
                        .contentType(FHIR)
                        .header(DECISION, refused.trail().decision().toString())
                        .header(ENTRY, Long.toString(refused.trail().entry()))
                        .body(Outcomes.refusal(
                                told(refused.reason(), refused.trail().rules())));
            case Answer.Absent absent ->
                failure(HttpStatus.NOT_FOUND, "not-found", "NOT_FOUND", "没有这条记录", "there is no such resource");
            case Answer.Gone gone ->
                ResponseEntity.status(HttpStatus.GONE)
                        .contentType(FHIR)
                        .header(DECISION, gone.trail().decision().toString())
                        .header(ENTRY, Long.toString(gone.trail().entry()))
                        .body(Outcomes.failure(
                                "deleted",
                                new Outcomes.Told(
                                        "DELETED",
                                        List.of(),
                                        "该记录已删除，历史版本仍可按权限查看",
                                        "this resource was deleted; its versions are in its history")));
            case Answer.Stale stale ->
                failure(
                        HttpStatus.GONE,
                        "expired",
                        "STALE_LINK",
                        "授权或规则已变化，请从头重新查询",
                        "consent or rules have changed since the page before: start again");
            case Answer.Page page -> throw new IllegalArgumentException("a page needs its request");
        };
    }

    ResponseEntity<byte[]> page(Answer answer, HttpServletRequest request) {
        if (!(answer instanceof Answer.Page page)) {
            return of(answer);
        }
        return ResponseEntity.ok()
                .contentType(FHIR)
                .header(DECISION, page.trail().decision().toString())
                .header(ENTRY, Long.toString(page.trail().entry()))
                .header(GROUND, page.trail().ground())
                .body(bundle(page, request));
    }

    private static byte[] bundle(Answer.Page page, HttpServletRequest request) {
        String base = base(request);
        String self = request.getRequestURL().toString();
        String query = Optional.ofNullable(request.getQueryString())
                .map(text -> "?" + text)
                .orElse("");
        var out = new ByteArrayOutputStream(64 * 1024);
        Searchsets.Link selfLink = new Searchsets.Link("self", self + query);
        Searchsets.Link[] links = page.next()
                .map(link -> new Searchsets.Link[] {selfLink, new Searchsets.Link("next", next(self, request, link))})
                .orElseGet(() -> new Searchsets.Link[] {selfLink});
        try (Searchsets bundle = Searchsets.start(out, page.total(), links)) {
            for (Answer.Resource each : page.resources()) {
                bundle.entry(base + each.type() + "/" + each.id(), each.json(), Searchsets.Mode.MATCH);
            }
            for (Reason reason : page.withheld()) {
                bundle.entry("", Outcomes.withheld(told(reason, List.of())), Searchsets.Mode.OUTCOME);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String base(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        return url.substring(0, url.indexOf("/fhir") + "/fhir".length()) + "/";
    }

    private static String next(String self, HttpServletRequest request, String link) {
        var text = new StringBuilder(self).append('?');
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_page")) {
                text.append(name).append('=').append(encode(values[0])).append('&');
            }
        });
        return text.append("_page=").append(encode(link)).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static ResponseEntity<byte[]> transaction(Intake.Result.Done done) {
        var json = new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[");
        String separator = "";
        for (Intake.Stored each : done.stored()) {
            json.append(separator)
                    .append("{\"response\":{\"status\":\"")
                    .append(each.version() == 1 ? "201 Created" : "200 OK")
                    .append("\",\"location\":\"")
                    .append(each.type())
                    .append('/')
                    .append(each.id())
                    .append("/_history/")
                    .append(each.version())
                    .append("\",\"etag\":\"W/\\\"")
                    .append(each.version())
                    .append("\\\"\"}}");
            separator = ",";
        }
        json.append("]}");
        return ResponseEntity.ok()
                .contentType(FHIR)
                .header(ENTRY, Long.toString(done.entry()))
                .header("Suwen-Dropped", Integer.toString(done.dropped()))
                .body(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static ResponseEntity<byte[]> before(long entry) {
        var told = new Outcomes.Told("STORED_BEFORE", List.of(), "该请求此前已保存", "this very request was stored before");
        return ResponseEntity.ok()
                .contentType(FHIR)
                .header(ENTRY, Long.toString(entry))
                .body(Outcomes.failure("informational", told));
    }

    static ResponseEntity<byte[]> tooLong(String element, int largest) {
        return issues(
                        413,
                        List.of(new FhirIssue(
                                "too-long",
                                element,
                                0,
                                0,
                                "the body is longer than `" + largest + "` bytes; split it")))
                .entity();
    }

    static FhirReply issues(int status, List<FhirIssue> issues) {
        return FhirReply.of(status, Outcomes.invalid(issues));
    }

    /** A search or a condition that can't be answered as it is asked. */
    static FhirReply unfit(SearchException unfit) {
        String what = unfit.parameter().isEmpty() ? "" : "`" + unfit.parameter() + "`: ";
        var told = new Outcomes.Told(
                unfit.code().toUpperCase(Locale.ROOT).replace('-', '_'),
                List.of(),
                "查询或请求不合要求",
                what + unfit.getMessage());
        return FhirReply.of(unfit.code().equals("business-rule") ? 422 : 400, Outcomes.failure(unfit.code(), told));
    }

    static FhirReply precondition(String message) {
        return issues(412, List.of(new FhirIssue("conflict", "$this", 0, 0, message)));
    }

    static FhirReply conflict(String message) {
        return issues(409, List.of(new FhirIssue("conflict", "$this", 0, 0, message)));
    }

    static ResponseEntity<byte[]> failure(HttpStatus status, String code, String reason, String zh, String en) {
        return ResponseEntity.status(status)
                .contentType(FHIR)
                .body(Outcomes.failure(code, new Outcomes.Told(reason, List.of(), zh, en)));
    }

    static Outcomes.Told told(Reason reason, List<String> rules) {
        return new Outcomes.Told(
                reason.code(), rules, reason.text().zh(), reason.text().en());
    }
}
