package org.suwen.server.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.suwen.fhir.FhirLimits;
import org.suwen.hapi.FhirXml;
import org.suwen.hapi.UnfitException;
import org.suwen.server.web.ErrorWriter;
import org.suwen.server.web.Problem;

/**
 * FHIR in XML: a body in XML becomes JSON before anything looks at it, and an answer becomes XML after the gate has cut it
 * down and entered it. What lies between knows JSON only. Behind the doors, so that nobody unknown reaches the XML reader.
 */
public final class XmlWire extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> XML =
            Set.of("application/fhir+xml", "application/xml+fhir", "application/xml", "text/xml", "xml");
    private static final String JSON_TYPE = "application/fhir+json";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean bulk = request.getRequestURI().startsWith("/fhir/bulk/");
        boolean in = isXml(request.getContentType());
        boolean out = !bulk && wantsXml(request);
        HeldAnswer held = out ? new HeldAnswer(response) : null;
        HttpServletResponse answer = held == null ? response : held;
        Optional<HttpServletRequest> asked = in ? inJson(request, answer) : Optional.of(request);
        if (asked.isPresent()) {
            chain.doFilter(asked.get(), answer);
        }
        if (held != null) {
            send(held);
        }
    }

    private static boolean isXml(@Nullable String type) {
        return type != null && XML.contains(bare(type));
    }

    private static String bare(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** {@code _format} before {@code Accept}; JSON when both are welcome alike, and to browsers, which ask for pages. */
    private static boolean wantsXml(HttpServletRequest request) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        Optional<String> format = Arrays.stream(query.split("&"))
                .filter(each -> each.startsWith("_format="))
                .map(each -> each.substring(8)
                        .replace("%2F", "/")
                        .replace("%2f", "/")
                        .replace("%2B", "+"))
                .map(each -> each.replace(' ', '+'))
                .findFirst();
        if (format.isPresent()) {
            return XML.contains(bare(format.get()));
        }
        String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        if (accept.isEmpty() || accept.contains("text/html")) {
            return false;
        }
        double xml = 0;
        double other = 0;
        for (String each : accept.split(",")) {
            double weight = weight(each);
            if (XML.contains(bare(each))) {
                xml = Math.max(xml, weight);
            } else {
                other = Math.max(other, weight);
            }
        }
        return xml > other;
    }

    private static double weight(String range) {
        try {
            return MediaType.parseMediaType(range.strip()).getQualityValue();
        } catch (IllegalArgumentException unreadable) {
            return 0;
        }
    }

    private static Optional<HttpServletRequest> inJson(HttpServletRequest request, HttpServletResponse answer)
            throws IOException {
        Optional<byte[]> body = FhirApi.body(request, FhirLimits.MAX_RESOURCE_BYTES);
        if (body.isEmpty()) {
            ErrorWriter.write(
                    request,
                    answer,
                    new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "TOO_LONG",
                            "XML 内容过大",
                            "a body in XML has at most `" + FhirLimits.MAX_RESOURCE_BYTES + "` bytes"));
            return Optional.empty();
        }
        try {
            return Optional.of(new InJson(request, FhirXml.toJson(body.get())));
        } catch (UnfitException unfit) {
            ErrorWriter.write(request, answer, Problem.badRequest("XML 内容无法解析", message(unfit)));
            return Optional.empty();
        }
    }

    private static String message(UnfitException unfit) {
        return Optional.ofNullable(unfit.getMessage()).orElse("the body can't be read");
    }

    private static void send(HeldAnswer held) throws IOException {
        byte[] body = held.body();
        String type = Optional.ofNullable(held.getContentType()).orElse("");
        if (body.length > 0 && bare(type).equals(JSON_TYPE)) {
            try {
                body = FhirXml.toXml(body);
                held.setContentType("application/fhir+xml;charset=UTF-8");
            } catch (UnfitException unfit) {
                held.setStatus(HttpServletResponse.SC_NOT_ACCEPTABLE);
                body = HistoryBundle.fine();
            }
        }
        held.send(body);
    }

    /** The request as if its body had come as JSON. */
    private static final class InJson extends HttpServletRequestWrapper {
        private final byte[] json;

        InJson(HttpServletRequest request, byte[] json) {
            super(request);
            this.json = json;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(new ByteArrayInputStream(json));
        }

        @Override
        public String getContentType() {
            return JSON_TYPE;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase("Content-Type") ? JSON_TYPE : super.getHeader(name);
        }

        @Override
        public java.util.Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase("Content-Type")
                    ? java.util.Collections.enumeration(java.util.List.of(JSON_TYPE))
                    : super.getHeaders(name);
        }

        @Override
        public int getContentLength() {
            return json.length;
        }

        @Override
        public long getContentLengthLong() {
            return json.length;
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream in;

        Bytes(ByteArrayInputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return in.read(bytes, offset, length);
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(jakarta.servlet.ReadListener listener) {
            throw new UnsupportedOperationException("this body is read at once");
        }
    }
}
