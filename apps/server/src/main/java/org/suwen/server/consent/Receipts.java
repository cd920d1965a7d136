package org.suwen.server.consent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.suwen.decision.Text;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.SignedNote;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Journal;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receipts of acts of consent, with the fields of ISO/IEC TS 27560, signed so that they can be checked offline.
 *
 * <p>The signature is a C2SP signed note by the ledger's key over the receipt's SHA-256; its first line tells it apart from
 * a checkpoint. It is not a reliable electronic signature in the law's sense.
 */
public final class Receipts {

    /** First line of the signed note. */
    public static final String KIND = "suwen.org/consent-receipt/v1";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Agreement agreement;
    private final Institution institution;
    private final CheckpointSigner signer;

    /** Receipts of {@code institution}, signed by {@code signer}. */
    public Receipts(Agreement agreement, Institution institution, CheckpointSigner signer) {
        this.agreement = agreement;
        this.institution = institution;
        this.signer = signer;
    }

    /**
     * A receipt.
     *
     * @param record the receipt's JSON as it was hashed, byte for byte
     * @param note the signed note: kind, institution, hash
     */
    public record Signed(String record, String note) {}

    /** The receipt of an act. */
    public Signed of(String patient, ConsentAct act) {
        String json = JSON.writeValueAsString(record(patient, act));
        String hash = HexFormat.of().formatHex(Journal.sha256(json.getBytes(StandardCharsets.UTF_8)));
        String text = KIND + "\n" + institution.code() + "\n" + hash + "\n";
        return new Signed(json, SignedNote.sign(text, List.of(signer)).toString());
    }

    private Map<String, Object> record(String patient, ConsentAct act) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("schema_version", "ISO/IEC TS 27560:2023");
        record.put("record_id", act.id());
        record.put("pii_principal_id", patient);
        record.put("pii_processing", processing(act));
        record.put(
                "party_identification",
                List.of(Map.of(
                        "party_id", institution.code(),
                        "party_type", "pii_controller",
                        "party_name", Map.of("zh", institution.zh(), "en", institution.en()),
                        "party_contact", agreement.notice().get(org.suwen.decision.consent.NoticePart.CONTACT))));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_time", act.effectiveAt().toString());
        event.put("recorded_time", act.recordedAt().toString());
        event.put(
                "validity_duration",
                act.content().term().from() + "/" + act.content().term().until());
        event.put("entity_id", act.signing().account());
        event.put("event_type", act.kind().name());
        event.put("consent_type", act.signing().form().name());
        event.put("event_channel", act.signing().channel().name());
        event.put("signer", act.signing().signer().name());
        event.put("evidence", act.signing().evidence());
        record.put("event", List.of(event));
        record.put("privacy_notice", notice(act));
        record.put("jurisdiction", "CN");
        return record;
    }

    private Map<String, Object> notice(ConsentAct act) {
        Map<String, Object> notice = new LinkedHashMap<>();
        notice.put("edition", act.content().edition());
        if (act.content().edition().equals(agreement.version())) {
            notice.put("text_hash", "sha256:" + agreement.edition().textHash());
        }
        notice.put("withdrawal_method", "POST /api/patients/{id}/consents/withdraw");
        return notice;
    }

    private List<Object> processing(ConsentAct act) {
        List<Object> items = new ArrayList<>();
        act.content().answers().forEach((key, choice) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("purpose", key);
            item.put("choice", choice.name());
            agreement.options().stream()
                    .filter(option -> key.equals("OPTION:" + option.code()))
                    .findFirst()
                    .ifPresent(option -> {
                        Text title = option.title();
                        item.put("purpose_text", Map.of("zh", title.zh(), "en", title.en()));
                        item.put("lawful_basis", "PIPL 13(1)(1); " + option.rule());
                    });
            items.add(item);
        });
        act.content().documents().forEach((id, clauses) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("document", id);
            item.put("clauses", clauses);
            items.add(item);
        });
        return items;
    }
}
