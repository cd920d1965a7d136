package org.suwen.server.consent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.suwen.decision.Text;
import org.suwen.server.access.Registers;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.server.web.Problem;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/** Those a patient decides about one by one: recipients (AGR-22), assistants, devices; kept as directory documents. */
public final class Parties {

    private static final String RECIPIENT = "recipient";
    private static final String DEVICE = "device";
    private static final String GROUP = "group-consent";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;
    private final Registers registers;

    /** Parties kept in {@code documents}, assistants in {@code registers}. */
    public Parties(DirectoryDocuments documents, Registers registers) {
        this.documents = documents;
        this.registers = registers;
    }

    /**
     * Somebody data may go to.
     *
     * @param country where, as ISO 3166-1 alpha-2; empty for here (CON-23)
     */
    public record Recipient(String id, String institution, Text name, Text purpose, String country) {
        /** What was stored without a country is here. */
        public Recipient {
            country = Objects.requireNonNullElse(country, "");
        }

        /** A recipient in this country. */
        public Recipient(String id, String institution, Text name, Text purpose) {
            this(id, institution, name, purpose, "");
        }

        /** Whether data would leave the country. */
        @JsonIgnore
        public boolean abroad() {
            return !country.isEmpty() && !country.equals("CN");
        }
    }

    /**
     * The consent a group's lawful representative has given for it (CNS-10).
     *
     * @param authority hash of the document that shows the representative's authority
     */
    public record GroupConsent(String id, String representative, String authority, boolean active) {}

    /** Ids of the groups whose representative has consented. */
    public List<String> groups() {
        return documents.list(GROUP).stream()
                .map(each -> JSON.readValue(each.value(), GroupConsent.class))
                .filter(GroupConsent::active)
                .map(GroupConsent::id)
                .toList();
    }

    /** Enters a group's consent; one without the representative's authority is refused. */
    public void put(GroupConsent group) {
        if (group.authority().isEmpty() || group.representative().isEmpty()) {
            throw new IllegalArgumentException("a group's consent names its representative and the proof of authority");
        }
        put(GROUP, group.id(), group);
    }

    /** A sensor of a device. */
    public record Sensor(String code, Text title) {}

    /** A device with its sensors. */
    public record Device(String id, Text name, String kind, List<Sensor> sensors) {
        /** Copies the sensors. */
        public Device {
            sensors = List.copyOf(sensors);
        }
    }

    /** All recipients, by id. */
    public List<Recipient> recipients() {
        return documents.list(RECIPIENT).stream()
                .map(each -> JSON.readValue(each.value(), Recipient.class))
                .sorted(Comparator.comparing(Recipient::id))
                .toList();
    }

    /** One recipient. */
    public Optional<Recipient> recipient(String id) {
        return documents.get(new DocumentKey(RECIPIENT, id)).map(each -> JSON.readValue(each.value(), Recipient.class));
    }

    /** All licensed assistants, by id. */
    public List<Registers.Model> assistants() {
        return registers.models().stream()
                .sorted(Comparator.comparing(Registers.Model::id))
                .toList();
    }

    /** One device; a device nobody registered is shown by its id. */
    public Device device(String id) {
        return documents
                .get(new DocumentKey(DEVICE, id))
                .map(each -> JSON.readValue(each.value(), Device.class))
                .orElseGet(() -> new Device(id, new Text(id, id), "", List.of()));
    }

    /** Enters a recipient. */
    public void put(Recipient recipient) {
        put(RECIPIENT, recipient.id(), recipient);
    }

    /** Enters a device. */
    public void put(Device device) {
        put(DEVICE, device.id(), device);
    }

    private void put(String kind, String key, Object value) {
        var name = new DocumentKey(kind, key);
        long version = documents.get(name).map(VersionedBytes::version).orElse(0L);
        documents.put(name, version, JSON.writeValueAsBytes(value));
    }

    /** The patient id in a path; anything else is like an address that does not exist. */
    public static PatientId patient(String text) {
        try {
            return PatientId.of(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound();
        }
    }
}
