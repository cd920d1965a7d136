package org.suwen.ledger.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The fields of a part while it is read: what is asked for is taken out, what is left is unknown. */
final class Fields {
    private final List<PartField> left;

    Fields(List<PartField> fields) {
        this.left = new ArrayList<>(fields);
    }

    <T> Optional<T> one(int tag, Function<PartField, T> read) {
        List<T> all = many(tag, read);
        if (all.size() > 1) {
            throw new IllegalArgumentException("field `" + tag + "` stands more than once");
        }
        return all.stream().findFirst();
    }

    <T> List<T> many(int tag, Function<PartField, T> read) {
        List<PartField> found =
                left.stream().filter(field -> field.tag() == tag).toList();
        left.removeAll(found);
        return found.stream().map(read).toList();
    }

    <T> T required(int tag, Function<PartField, T> read) {
        return one(tag, read).orElseThrow(() -> new IllegalArgumentException("field `" + tag + "` is missing"));
    }

    String text(int tag) {
        return one(tag, Tlv::text).orElse("");
    }

    String id(int tag) {
        return one(tag, Tlv::id).orElse("");
    }

    byte[] bytes(int tag) {
        return one(tag, PartField::value).orElse(new byte[0]);
    }

    /** What nobody asked for. */
    List<PartField> rest() {
        return List.copyOf(left);
    }
}
