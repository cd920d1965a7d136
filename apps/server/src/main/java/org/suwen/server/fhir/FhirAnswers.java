package org.suwen.server.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.suwen.decision.Reason;
import org.suwen.fhir.FhirIssue;
import org.suwen.fhir.Outcomes;
import org.suwen.fhir.Searchsets;
import org.suwen.server.access.Answer;
import org.suwen.server.intake.Intake;

/** Renders answers of the gate as FHIR over HTTP. */
public final class FhirAnswers {

    private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");
    private static final String DECISION = "Suwen-Decision";
    private static final String ENTRY = "Suwen-Entry";

    private final byte[] capabilities;

    /** Answers with this CapabilityStatement. */
    public FhirAnswers(byte[] capabilities) {
        this.capabilities = capabilities.clone();
    }

    ResponseEntity<byte[]> capabilities() {
        return ResponseEntity.ok().contentType(FHIR).body(capabilities);
    }

    ResponseEntity<byte[]> of(Answer answer) {
        return switch (answer) {
            case Answer.Released released ->
                ResponseEntity.ok()
                        .contentType(FHIR)
                        .header(DECISION, released.trail().decision().toString())
                        .header(ENTRY, Long.toString(released.trail().entry()))
                        .header("Suwen-Ground", released.trail().ground())
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
                .header("Suwen-Ground", page.trail().ground())
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

    ResponseEntity<byte[]> empty(HttpServletRequest request) {
        var out = new ByteArrayOutputStream();
        var self = new Searchsets.Link("self", request.getRequestURL().toString());
        try (Searchsets bundle = Searchsets.start(out, OptionalLong.of(0), self)) {
            return ResponseEntity.ok().contentType(FHIR).body(closed(bundle, out));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] closed(Searchsets bundle, ByteArrayOutputStream out) throws IOException {
        bundle.close();
        return out.toByteArray();
    }

    ResponseEntity<byte[]> stored(Intake.Result.Done done) {
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

    ResponseEntity<byte[]> created(Intake.Result.Done done) {
        Intake.Stored stored = done.stored().getFirst();
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", stored.type() + "/" + stored.id() + "/_history/" + stored.version())
                .header(ENTRY, Long.toString(done.entry()))
                .header("Suwen-Dropped", Integer.toString(done.dropped()))
                .eTag("W/\"" + stored.version() + "\"")
                .build();
    }

    ResponseEntity<byte[]> storedBefore(long entry) {
        var told = new Outcomes.Told("STORED_BEFORE", List.of(), "该请求此前已保存", "this very request was stored before");
        return ResponseEntity.ok()
                .contentType(FHIR)
                .header(ENTRY, Long.toString(entry))
                .body(Outcomes.failure("informational", told));
    }

    ResponseEntity<byte[]> invalid(HttpStatus status, List<FhirIssue> issues) {
        return ResponseEntity.status(status).contentType(FHIR).body(Outcomes.invalid(issues));
    }

    ResponseEntity<byte[]> tooLarge(String element, int largest) {
        return invalid(
                HttpStatus.CONTENT_TOO_LARGE,
                List.of(new FhirIssue(
                        "too-long", element, 0, 0, "the body is longer than `" + largest + "` bytes; split it")));
    }

    ResponseEntity<byte[]> notSupported(String parameter) {
        return failure(
                HttpStatus.BAD_REQUEST,
                "not-supported",
                "PARAMETER",
                "不支持该查询参数",
                "search parameter `" + parameter.replaceAll("[^A-Za-z0-9_:.-]", "?") + "` is not supported here yet");
    }

    ResponseEntity<byte[]> tooCostly() {
        return failure(
                HttpStatus.BAD_REQUEST,
                "too-costly",
                "TOO_COSTLY",
                "请指定患者",
                "name the patient: search across patients takes one identifier");
    }

    private static ResponseEntity<byte[]> failure(HttpStatus status, String code, String reason, String zh, String en) {
        return ResponseEntity.status(status)
                .contentType(FHIR)
                .body(Outcomes.failure(code, new Outcomes.Told(reason, List.of(), zh, en)));
    }

    private static Outcomes.Told told(Reason reason, List<String> rules) {
        return new Outcomes.Told(
                reason.code(),
                rules,
                reason.text().zh(),
                reason.text().en(),
                reason.cure().zh(),
                reason.cure().en());
    }
}
