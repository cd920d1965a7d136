package org.suwen.server.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;

/** The form of RFC 5424: header, structured data with its three escapes, framing by octets. */
class SyslogLineTest {
    private static final UUID PATIENT = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private static AccountPart account(String reference, Outcome outcome) {
        var caller = new Caller("dr.\"li\\n]", "DOCTOR", "", "H1", "10.0.0.1", "");
        var verdict = new Verdict(outcome, "", List.of("NO_STUDY"), List.of("DOC-43"), "");
        return AccountPart.of(
                Instant.parse("2026-03-01T02:00:00.123Z"),
                caller,
                new Act("fhir.read", "RESEARCH", new byte[0], reference),
                verdict,
                Optional.of(PATIENT));
    }

    @Test
    void aRefusalIsAWarningOfFacility13() {
        String text = SyslogLine.text("H1", 7, EntryType.DENIAL, account("", Outcome.DENY));

        assertThat(text)
                .startsWith(
                        "<108>1 2026-03-01T02:00:00.123Z H1 suwen - DENIAL [suwen@32473 index=\"7\" type=\"DENIAL\"")
                .contains(
                        "actor=\"dr.\\\"li\\\\n\\]\"",
                        "patient=\"" + PATIENT + "\"",
                        "outcome=\"DENY\"",
                        "rules=\"DOC-43\"")
                .endsWith("] entry 7");
    }

    @Test
    void aFreeReferenceStaysInTheLedger() {
        assertThat(SyslogLine.text("H1", 7, EntryType.EXPORT, account("检查通知书 12 号", Outcome.DONE)))
                .startsWith("<110>1 ")
                .doesNotContain("检查通知书");
    }

    @Test
    void theFrameCountsOctets() {
        byte[] framed = SyslogLine.framed("H1", 7, EntryType.FAULT, account("", Outcome.FAULT));
        String text = new String(framed, StandardCharsets.UTF_8);
        int space = text.indexOf(' ');

        assertThat(Integer.parseInt(text.substring(0, space))).isEqualTo(framed.length - space - 1);
        assertThat(text.substring(space + 1)).startsWith("<107>1 ");
    }
}
