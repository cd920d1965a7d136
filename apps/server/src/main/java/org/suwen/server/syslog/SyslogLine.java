package org.suwen.server.syslog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Outcome;

/**
 * An entry as a syslog message (RFC 5424): the account part as structured data, nothing of the content part.
 *
 * <p>Facility 13 (log audit); a refusal is a warning, a fault an error. The structured data's enterprise number is that of
 * RFC 5612's examples until the hospital has one of its own.
 */
final class SyslogLine {

    private static final int AUDIT = 13 * 8;
    private static final int ERROR = 3;
    private static final int WARNING = 4;
    private static final int INFORMATION = 6;
    private static final String NOTHING = "-";

    private SyslogLine() {}

    /** The message with its length before it (RFC 6587 §3.4.1, RFC 5425 §4.3). */
    static byte[] framed(String host, long index, EntryType type, AccountPart account) {
        byte[] message = text(host, index, type, account).getBytes(StandardCharsets.UTF_8);
        byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[length.length + message.length];
        System.arraycopy(length, 0, framed, 0, length.length);
        System.arraycopy(message, 0, framed, length.length, message.length);
        return framed;
    }

    static String text(String host, long index, EntryType type, AccountPart account) {
        Instant at = account.at().truncatedTo(ChronoUnit.MILLIS);
        return "<" + (AUDIT + severity(account.verdict().outcome())) + ">1 " + at + " "
                + (host.isEmpty() ? NOTHING : host) + " suwen - " + type + " " + data(index, type, account) + " entry "
                + index;
    }

    private static int severity(Outcome outcome) {
        return switch (outcome) {
            case FAULT -> ERROR;
            case DENY -> WARNING;
            case PERMIT, DONE -> INFORMATION;
        };
    }

    private static String data(long index, EntryType type, AccountPart account) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("index", Long.toString(index));
        fields.put("type", type.name());
        fields.put("actor", account.caller().actor());
        fields.put("role", account.caller().role());
        fields.put("onBehalfOf", account.caller().onBehalfOf());
        fields.put("institution", account.caller().institution());
        fields.put("address", account.caller().address());
        fields.put("device", account.caller().device());
        account.patient().ifPresent(patient -> fields.put("patient", patient.toString()));
        fields.put("operation", account.act().operation());
        fields.put("purpose", account.act().purpose());
        fields.put("outcome", account.verdict().outcome().name());
        fields.put("ground", account.verdict().ground());
        fields.put("reasons", String.join(" ", account.verdict().reasons()));
        fields.put("rules", String.join(" ", account.verdict().rules()));
        var text = new StringBuilder("[suwen@32473");
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(escaped(value))
                        .append('"');
            }
        });
        return text.append(']').toString();
    }

    /** RFC 5424 §6.3.3; control characters have no place in a value. */
    private static String escaped(String value) {
        var text = new StringBuilder(value.length());
        for (int at = 0; at < value.length(); at++) {
            char each = value.charAt(at);
            if (each == '"' || each == '\\' || each == ']') {
                text.append('\\');
            }
            text.append(Character.isISOControl(each) ? ' ' : each);
        }
        return text.toString();
    }
}
