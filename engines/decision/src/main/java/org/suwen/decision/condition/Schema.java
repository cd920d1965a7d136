package org.suwen.decision.condition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All attributes a condition may ask for. */
public final class Schema {

    private final List<Attribute> attributes;
    private final Map<String, Attribute> byName = new HashMap<>();
    private final Layout layout;

    /** A schema whose attributes stand in the order of their indexes. */
    public Schema(List<Attribute> attributes) {
        this.attributes = List.copyOf(attributes);
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            if (attribute.index() != i || byName.put(attribute.name(), attribute) != null) {
                throw new IllegalArgumentException("attribute `" + attribute.name() + "` stands out of order or twice");
            }
        }
        this.layout = new Layout(this.attributes);
    }

    Layout layout() {
        return layout;
    }

    /** Where an attribute's value stands. */
    public Seat seat(Attribute attribute) {
        int index = attribute.index();
        return new Seat(
                layout.word(index),
                layout.shift(index),
                layout.present(index),
                layout.others(index),
                layout.slot(index));
    }

    /** The attribute of this name. */
    public Optional<Attribute> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All attributes in the order of their indexes. */
    public List<Attribute> attributes() {
        return attributes;
    }
}
