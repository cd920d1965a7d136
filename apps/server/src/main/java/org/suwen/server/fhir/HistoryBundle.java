package org.suwen.server.fhir;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.suwen.fhir.Outcomes;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Sight;

/** Writes bundles of versions, and of responses, around stored bytes. */
final class HistoryBundle {

    private HistoryBundle() {}

    static FhirReply reply(String base, String path, List<Sight.Row> rows, Answer.Page page) {
        var out = new ByteArrayOutputStream(64 * 1024);
        write(
                out,
                "{\"resourceType\":\"Bundle\",\"type\":\"history\",\"total\":"
                        + page.total().orElse(rows.size()) + ",\"link\":[{\"relation\":\"self\",\"url\":\"" + base
                        + path + "\"}");
        page.next()
                .ifPresent(link -> write(
                        out,
                        ",{\"relation\":\"next\",\"url\":\"" + base + path + "?_page="
                                + URLEncoder.encode(link, StandardCharsets.UTF_8) + "\"}"));
        write(out, "]");
        String separator = ",\"entry\":[";
        for (Sight.Row row : rows) {
            write(out, separator);
            entry(out, base, row);
            separator = ",";
        }
        write(out, rows.isEmpty() ? "}" : "]}");
        return FhirReply.of(200, out.toByteArray())
                .with(FhirAnswers.DECISION, page.trail().decision().toString())
                .with(FhirAnswers.ENTRY, Long.toString(page.trail().entry()))
                .with(FhirAnswers.GROUND, page.trail().ground());
    }

    private static void entry(ByteArrayOutputStream out, String base, Sight.Row row) {
        String address = row.type() + "/" + row.id();
        write(out, "{\"fullUrl\":\"" + base + address + "\",");
        if (!row.isDeletion()) {
            write(out, "\"resource\":");
            out.writeBytes(row.json());
            write(out, ",");
        }
        boolean first = row.version() == 1;
        String method = row.isDeletion() ? "DELETE" : first ? "POST" : "PUT";
        String status = row.isDeletion() ? "204 No Content" : first ? "201 Created" : "200 OK";
        write(
                out,
                "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + (first ? row.type() : address)
                        + "\"},\"response\":{\"status\":\"" + status + "\",\"etag\":\"W/\\\"" + row.version()
                        + "\\\"\",\"lastModified\":\"" + row.stored() + "\"}}");
    }

    /** One answer in a response bundle. */
    static void response(ByteArrayOutputStream out, FhirReply reply) {
        boolean outcome = reply.status() >= 400;
        write(out, "{");
        if (reply.body().length > 0 && !outcome) {
            write(out, "\"resource\":");
            out.writeBytes(reply.body());
            write(out, ",");
        }
        write(out, "\"response\":{\"status\":\"" + reply.status() + "\"");
        reply.header("Location").ifPresent(location -> write(out, ",\"location\":\"" + location + "\""));
        reply.header("ETag").ifPresent(tag -> write(out, ",\"etag\":\"" + tag.replace("\"", "\\\"") + "\""));
        if (reply.body().length > 0 && outcome) {
            write(out, ",\"outcome\":");
            out.writeBytes(reply.body());
        }
        write(out, "}}");
    }

    /** A response bundle of these answers. */
    static byte[] responses(String kind, List<FhirReply> replies) {
        var out = new ByteArrayOutputStream(4 * 1024);
        write(out, "{\"resourceType\":\"Bundle\",\"type\":\"" + kind + "\"");
        String separator = ",\"entry\":[";
        for (FhirReply reply : replies) {
            write(out, separator);
            response(out, reply);
            separator = ",";
        }
        write(out, replies.isEmpty() ? "}" : "]}");
        return out.toByteArray();
    }

    /** An outcome that says that all went well, for {@code Prefer: return=OperationOutcome}. */
    static byte[] fine() {
        return Outcomes.information(new Outcomes.Told("STORED", List.of(), "已保存", "it is stored"));
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
