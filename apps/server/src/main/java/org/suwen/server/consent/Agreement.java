package org.suwen.server.consent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.Text;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Deadlines;
import org.suwen.decision.consent.NoticePart;
import org.suwen.decision.consent.Offer;
import org.suwen.decision.consent.WorkingCalendar;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.server.access.Journal;

/**
 * The authorisation agreement as people read it, with its numbers (AGR-10 to AGR-22).
 *
 * @param edition its number and the hash of its text
 * @param care what the own team's care rests on, which no option touches (AGR-09)
 * @param options one choice each, none preset (AGR-08, AGR-13)
 * @param notice what is told before the choice (CON-08, CON-09)
 * @param numbers terms, ages and clocks
 * @param frame channels, operations, laws and the list of its terms
 */
// Six parts: each is a part of one text.
public record Agreement(
        Offer.Edition edition,
        Text care,
        List<Option> options,
        Map<NoticePart, Text> notice,
        Numbers numbers,
        Frame frame) {

    private static final int LONGEST_HOLIDAY = 31;

    /** Copies the options and refuses a text that leaves one, or a part of the notice, out. */
    public Agreement {
        options = List.copyOf(options);
        notice = Map.copyOf(notice);
        for (ConsentOption each : ConsentOption.values()) {
            if (options.stream().filter(option -> option.code() == each).count() != 1) {
                throw new IllegalArgumentException("the agreement must say what `" + each + "` means, exactly once");
            }
        }
        for (NoticePart each : NoticePart.values()) {
            if (!notice.containsKey(each)) {
                throw new IllegalArgumentException("the agreement's notice must say `" + each + "`");
            }
        }
    }

    /** The parts an agreement must have, none empty (CON-17). */
    public enum Term {
        SCOPE,
        PURPOSE,
        RECIPIENTS,
        CONTACT,
        RIGHTS,
        PROTECTION,
        PERIOD,
        WITHDRAWAL,
        EXEMPTION,
        /** What the hospital may change by itself (AGR-74): the text, never a patient's choice. */
        AMENDMENT
    }

    /**
     * What the agreement is about as a whole.
     *
     * @param channels over which it may be given (AGR-02)
     * @param processing the kinds of processing it covers (AGR-03)
     * @param laws what it rests on (AGR-04, AGR-73)
     * @param waivers articles by which parts of the notice may be left out (CON-10)
     * @param decisionTime how long somebody must have had the text of a study before he signs (CNS-06)
     * @param terms each part in words
     */
    public record Frame(
            Set<ConsentAct.Channel> channels,
            List<String> processing,
            List<String> laws,
            Set<String> waivers,
            Duration decisionTime,
            Map<Term, Text> terms) {
        /** Copies, and refuses a text that leaves a part out. */
        public Frame {
            channels = Set.copyOf(channels);
            processing = List.copyOf(processing);
            laws = List.copyOf(laws);
            waivers = Set.copyOf(waivers);
            terms = Map.copyOf(terms);
            if (channels.isEmpty() || processing.isEmpty() || laws.isEmpty() || terms.size() != Term.values().length) {
                throw new IllegalArgumentException(
                        "the agreement names channels, processing, laws and each of its terms");
            }
        }
    }

    /** Basic and extended scope (AGR-10, AGR-13). */
    public enum Scope {
        BASIC,
        EXTENDED
    }

    /** One choice with its catalogue id. */
    public record Option(ConsentOption code, String rule, Scope scope, Text title, Text text) {}

    /**
     * The numbers.
     *
     * @param usualTerm the term when none is named (AGR-40)
     * @param longestTerm the longest taken
     * @param minorAge who is younger signs through a guardian (AGR-29)
     * @param doubleProofAge up to this age both proofs are needed (AGR-30)
     * @param avatarProof how old a proof of identity may be behind an avatar (DIC-26)
     * @param periods the clocks
     * @param calendar working days
     */
    public record Numbers(
            Period usualTerm,
            Period longestTerm,
            int minorAge,
            int doubleProofAge,
            Duration avatarProof,
            Deadlines.Periods periods,
            WorkingCalendar calendar) {}

    /** The edition's number. */
    public String version() {
        return edition.id();
    }

    /** Reads the text; errors name file, line and column. */
    public static Agreement read(String file, String yaml) {
        YamlMap root = YamlFile.read(file, yaml)
                .asMap()
                .only("version", "frame", "limits", "clocks", "calendar", "notice", "care", "options");
        String hash = HexFormat.of().formatHex(Journal.sha256(yaml.getBytes(StandardCharsets.UTF_8)));
        Map<NoticePart, Text> notice = new EnumMap<>(NoticePart.class);
        YamlMap parts = root.mapOrEmpty("notice");
        for (NoticePart each : NoticePart.values()) {
            notice.put(each, text(parts.get(each.name())));
        }
        return new Agreement(
                new Offer.Edition(root.text("version"), hash),
                text(root.get("care")),
                root.each("options", Agreement::option),
                notice,
                numbers(root),
                frame(root.get("frame").asMap()));
    }

    private static Frame frame(YamlMap given) {
        YamlMap map = given.only("channels", "processing", "laws", "noticeWaivers", "decisionMinutes", "terms");
        Map<Term, Text> terms = new EnumMap<>(Term.class);
        YamlMap written = map.mapOrEmpty("terms");
        for (Term each : Term.values()) {
            terms.put(each, text(written.get(each.name())));
        }
        return new Frame(
                map.constants("channels", ConsentAct.Channel.class),
                map.texts("processing"),
                map.texts("laws"),
                map.distinctTexts("noticeWaivers"),
                Duration.ofMinutes(whole(map, "decisionMinutes")),
                terms);
    }

    private static Numbers numbers(YamlMap root) {
        YamlMap limits = root.mapOrEmpty("limits")
                .only("termYears", "longestTermYears", "minorAge", "doubleProofAge", "avatarProofMinutes");
        YamlMap clocks =
                root.mapOrEmpty("clocks").only("freezeHours", "clearHours", "answerWorkingDays", "portabilityDays");
        YamlMap calendar = root.mapOrEmpty("calendar").only("holidays", "makeUps");
        return new Numbers(
                Period.ofYears(whole(limits, "termYears")),
                Period.ofYears(whole(limits, "longestTermYears")),
                whole(limits, "minorAge"),
                whole(limits, "doubleProofAge"),
                Duration.ofMinutes(whole(limits, "avatarProofMinutes")),
                new Deadlines.Periods(
                        Duration.ofHours(whole(clocks, "freezeHours")),
                        Duration.ofHours(whole(clocks, "clearHours")),
                        whole(clocks, "answerWorkingDays"),
                        whole(clocks, "portabilityDays")),
                new WorkingCalendar(days(calendar, "holidays"), days(calendar, "makeUps")));
    }

    private static int whole(YamlMap map, String name) {
        return Math.toIntExact(map.whole(name));
    }

    /** Days, or stretches of days written {@code first..last}. */
    private static Set<LocalDate> days(YamlMap map, String name) {
        Set<LocalDate> days = new HashSet<>();
        for (String written : map.texts(name)) {
            String[] ends = written.split("\\.\\.", 2);
            LocalDate first = LocalDate.parse(ends[0]);
            LocalDate last = LocalDate.parse(ends[ends.length - 1]);
            if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_HOLIDAY))) {
                throw map.get(name).fault("`" + written + "` is no stretch of at most `" + LONGEST_HOLIDAY + "` days");
            }
            first.datesUntil(last.plusDays(1)).forEach(days::add);
        }
        return days;
    }

    private static Option option(YamlNode node) {
        YamlMap map = node.asMap().only("code", "rule", "scope", "title", "text");
        return new Option(
                map.constant("code", ConsentOption.class),
                map.text("rule"),
                map.constant("scope", Scope.class),
                text(map.get("title")),
                text(map.get("text")));
    }

    private static Text text(YamlNode node) {
        YamlMap map = node.asMap().only("zh", "en");
        return new Text(map.text("zh"), map.text("en"));
    }
}
