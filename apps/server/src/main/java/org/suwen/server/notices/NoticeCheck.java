package org.suwen.server.notices;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.decision.consent.NoticePart;

/** What stands against showing a notice to patients, by the rule that each defect breaks. */
final class NoticeCheck {

    private static final List<String> TOPICS = List.of("TECHNOLOGY", "PURPOSE", "CONSEQUENCE");

    private final Readability.Limits limits;
    private final SortedMap<String, SortedSet<String>> defects = new TreeMap<>();

    private NoticeCheck(Readability.Limits limits) {
        this.limits = limits;
    }

    /** Defects by rule; none when it may be shown. */
    static SortedMap<String, SortedSet<String>> of(Notice notice, Readability.Limits limits) {
        var check = new NoticeCheck(limits);
        check.parts(notice);
        check.layers(notice);
        check.modes(notice);
        notice.controls().forEach(check::control);
        if (!notice.legal()) {
            check.add("DIC-08", "no legal review has passed it");
        }
        return check.defects;
    }

    private void parts(Notice notice) {
        for (NoticePart part : NoticePart.values()) {
            boolean said = !notice.text().getOrDefault(part.name(), "").isBlank();
            if (!said && part.asked(notice.sensitive(), false)) {
                add(part.rule().equals("CON-09") ? "DIC-03" : part.rule(), "it does not say " + part);
            }
        }
    }

    private void layers(Notice notice) {
        if (notice.layers().isEmpty()) {
            add("DIC-04", "there is no text to read");
        }
        int number = 1;
        for (String layer : notice.layers()) {
            Readability found = Readability.of(layer, limits.glossary());
            if (!found.within(limits)) {
                add(
                        "DIC-04",
                        "layer " + number + " has " + found.characters() + " characters, " + found.meanSentence()
                                + " a sentence and " + found.jargon() + " in a thousand of jargon");
            }
            number++;
        }
    }

    private void modes(Notice notice) {
        for (Map.Entry<String, SortedSet<String>> mode : notice.modes().entrySet()) {
            for (String topic : TOPICS) {
                if (!mode.getValue().contains(topic)) {
                    add("DIC-11", mode.getKey() + " does not cover " + topic);
                }
            }
        }
    }

    private void control(Notice.Control control) {
        if (control.preset()) {
            add("COL-02", "`" + control.id() + "` is ticked before the patient does anything");
        }
        if (control.items().size() > 1) {
            add("DIC-07", "`" + control.id() + "` decides on several items at once");
        }
        if (control.tier().equals("CORE") && !control.necessary()) {
            add("COL-07", "`" + control.id() + "` stands in the core though the service does without it");
        }
    }

    private void add(String rule, String what) {
        defects.computeIfAbsent(rule, none -> new TreeSet<>()).add(what);
    }
}
