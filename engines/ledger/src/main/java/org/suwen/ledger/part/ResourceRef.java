package org.suwen.ledger.part;

/** A version of a resource: {@code Observation}, an id, a version number. */
public record ResourceRef(String type, String id, long version) {
    private static final int TYPE = 1;
    private static final int ID = 2;
    private static final int VERSION = 3;

    public ResourceRef {
        if (version < 0) {
            throw new IllegalArgumentException("a resource's version is not negative: `" + version + "`");
        }
    }

    byte[] encode() {
        Tlv.Writer out = new Tlv.Writer();
        out.text(TYPE, type);
        out.id(ID, id);
        out.number(VERSION, version);
        return out.plain();
    }

    static ResourceRef decode(PartField field) {
        Fields in = new Fields(Tlv.readInner(field.value()));
        ResourceRef ref = new ResourceRef(in.text(TYPE), in.id(ID), in.required(VERSION, Tlv::number));
        if (!in.rest().isEmpty()) {
            throw new IllegalArgumentException("field `" + field.tag() + "` is no resource reference");
        }
        return ref;
    }
}
