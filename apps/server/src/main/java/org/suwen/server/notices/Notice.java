package org.suwen.server.notices;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A notice and the form that goes with it.
 *
 * @param text what it says, part by part; an absent part is not said
 * @param sensitive whether it is about sensitive data (CON-09)
 * @param layers the text as patients read it, layer by layer
 * @param modes other ways it is told, each with the topics it covers
 * @param controls what the form lets a patient choose
 * @param purposes what for data may be used under it
 * @param legal whether the legal review has passed
 */
record Notice(
        String id,
        SortedMap<String, String> text,
        boolean sensitive,
        List<String> layers,
        SortedMap<String, SortedSet<String>> modes,
        List<Control> controls,
        SortedSet<String> purposes,
        boolean legal,
        boolean published,
        String author) {

    /**
     * A choice of the form.
     *
     * @param items what it decides on; more than one is a bundle
     * @param preset whether it is ticked before the patient does anything
     * @param tier {@code CORE} for what the service can't do without, {@code OPTIONAL} for the rest
     * @param necessary whether the service needs it
     */
    record Control(String id, SortedSet<String> items, boolean preset, String tier, boolean necessary) {}

    Notice reviewed() {
        return new Notice(id, text, sensitive, layers, modes, controls, purposes, true, published, author);
    }

    Notice shown() {
        return new Notice(id, text, sensitive, layers, modes, controls, purposes, legal, true, author);
    }
}
