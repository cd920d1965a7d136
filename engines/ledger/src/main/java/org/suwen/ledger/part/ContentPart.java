package org.suwen.ledger.part;

import java.util.Arrays;
import java.util.List;

/**
 * The content part of an entry: which data it was about and what the decision rested on (D15).
 *
 * <p>Sealed under the patient's log key and gone with it. The bytes are deterministic and rounded up to 16.
 *
 * @param labels a summary of the labels, in the form of the classification engine, or empty
 * @param withheld names of elements that were held back
 * @param note free text, such as the reason for breaking the glass
 * @param others fields of a newer version, kept as they came
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, compared by content
public record ContentPart(
        byte[] labels,
        List<ResourceRef> resources,
        List<String> withheld,
        Basis basis,
        String note,
        List<PartField> others) {
    private static final int VERSION = 1;
    private static final int LABELS = 1;
    private static final int RESOURCE = 2;
    private static final int WITHHELD = 3;
    private static final int INPUTS = 4;
    private static final int RULEBOOK = 5;
    private static final int CONSENT_VERSION = 6;
    private static final int PROVISION = 7;
    private static final int NOTE = 8;

    public ContentPart {
        labels = labels.clone();
        resources = List.copyOf(resources);
        withheld = List.copyOf(withheld);
        others = List.copyOf(others);
        if (others.stream().anyMatch(field -> field.tag() <= NOTE)) {
            throw new IllegalArgumentException("an unknown field has the tag of a known one");
        }
    }

    /** A part without fields of a newer version. */
    public static ContentPart of(
            byte[] labels, List<ResourceRef> resources, List<String> withheld, Basis basis, String note) {
        return new ContentPart(labels, resources, withheld, basis, note, List.of());
    }

    /** The part's bytes, to be sealed. */
    public byte[] encode() {
        Tlv.Writer out = new Tlv.Writer(VERSION);
        out.bytes(LABELS, labels);
        resources.forEach(resource -> out.put(RESOURCE, resource.encode()));
        withheld.forEach(element -> out.text(WITHHELD, element));
        out.bytes(INPUTS, basis.inputs());
        out.bytes(RULEBOOK, basis.rulebook());
        if (basis.consentVersion() > 0) {
            out.number(CONSENT_VERSION, basis.consentVersion());
        }
        out.text(PROVISION, basis.provision());
        out.text(NOTE, note);
        out.all(others);
        return out.padded();
    }

    /**
     * The part that these bytes hold.
     *
     * @throws IllegalArgumentException when they are not the one form of any part
     */
    public static ContentPart decode(byte[] bytes) {
        Fields in = new Fields(Tlv.read(bytes, VERSION));
        byte[] labels = in.bytes(LABELS);
        List<ResourceRef> resources = in.many(RESOURCE, ResourceRef::decode);
        List<String> withheld = in.many(WITHHELD, Tlv::text);
        Basis basis = new Basis(
                in.bytes(INPUTS),
                in.bytes(RULEBOOK),
                in.one(CONSENT_VERSION, Tlv::number).orElse(0L),
                in.text(PROVISION));
        ContentPart part = new ContentPart(labels, resources, withheld, basis, in.text(NOTE), in.rest());
        Tlv.requireSame(bytes, part.encode());
        return part;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentPart that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }
}
