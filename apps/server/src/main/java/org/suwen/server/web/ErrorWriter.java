package org.suwen.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Problem} in the form of its path: OperationOutcome under {@code /fhir}, plain JSON elsewhere. */
public final class ErrorWriter {
    private static final String REASONS = "https://suwen.org/fhir/CodeSystem/reason";
    private static final String ENGLISH = "https://suwen.org/fhir/reason-en";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ErrorWriter() {}

    /** Writes the problem as the whole answer; does nothing when the answer has already begun. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        write(request.getRequestURI(), response, problem);
    }

    static void write(String path, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        boolean fhir = path.equals("/fhir") || path.startsWith("/fhir/");
        byte[] body = JSON.writeValueAsBytes(fhir ? outcome(problem) : plain(problem));
        response.resetBuffer();
        response.setStatus(problem.status().value());
        response.setContentType(fhir ? "application/fhir+json" : "application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Map<String, Object> plain(Problem problem) {
        return ordered("error", problem.code(), "zh", problem.chinese(), "en", problem.english());
    }

    private static Map<String, Object> outcome(Problem problem) {
        Map<String, Object> details = ordered(
                "extension",
                List.of(ordered("url", ENGLISH, "valueString", problem.english())),
                "coding",
                List.of(ordered("system", REASONS, "code", problem.code())),
                "text",
                problem.chinese());
        return ordered(
                "resourceType",
                "OperationOutcome",
                "issue",
                List.of(ordered("severity", "error", "code", issueType(problem.status()), "details", details)));
    }

    /** The code of FHIR's issue-type value set that fits the status. */
    private static String issueType(HttpStatus status) {
        return switch (status.value()) {
            case 400, 405, 413, 415, 421 -> "invalid";
            case 401 -> "login";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 409 -> "conflict";
            case 423 -> "lock-error";
            case 503 -> "transient";
            default -> "exception";
        };
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
