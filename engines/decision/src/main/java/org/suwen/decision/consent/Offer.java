package org.suwen.decision.consent;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be agreed to here and now, which a submission is held against.
 *
 * @param edition the agreement in force
 * @param items the items on offer, by key
 * @param groups ids of groups whose representative has consented (CNS-10)
 * @param patient what is known of the patient
 * @param limits numbers
 * @param frame what the agreement is about as a whole
 */
public record Offer(
        Edition edition, Map<String, Traits> items, Set<String> groups, Person patient, Limits limits, Frame frame) {
    /** An offer of any hospital over any channel, of which nothing has changed. */
    public Offer(Edition edition, Map<String, Traits> items, Set<String> groups, Person patient, Limits limits) {
        this(edition, items, groups, patient, limits, Frame.OPEN);
    }

    public Offer {
        items = Map.copyOf(items);
        groups = Set.copyOf(groups);
    }

    /**
     * What the agreement is about as a whole.
     *
     * @param hospital whose agreement it is; empty for any (AGR-01)
     * @param channels over which it may be given (AGR-02)
     * @param waivers articles by which parts of the notice may be left out (CON-10)
     * @param changed items that need fresh consent, with what has changed of each (CNS-13)
     * @param decisionTime how long somebody must have had the text of a study before he signs (CNS-06)
     */
    public record Frame(
            String hospital,
            Set<ConsentAct.Channel> channels,
            Set<String> waivers,
            Map<String, Set<String>> changed,
            Duration decisionTime) {
        /** Any hospital, any channel, nothing changed. */
        public static final Frame OPEN =
                new Frame("", EnumSet.allOf(ConsentAct.Channel.class), Set.of(), Map.of(), Duration.ZERO);

        public Frame {
            channels = Set.copyOf(channels);
            waivers = Set.copyOf(waivers);
            changed = Map.copyOf(changed);
        }
    }

    /**
     * An edition of the agreement.
     *
     * @param id its number
     * @param textHash SHA-256 of the text, in hex
     */
    public record Edition(String id, String textHash) {}

    /**
     * What is known of an item.
     *
     * @param sensitive whether it touches sensitive data, which needs the separate consent
     * @param abroad whether data leaves the country
     * @param study whether it is a study, which asks for the wish to learn results
     */
    public record Traits(boolean sensitive, boolean abroad, boolean study) {
        /** An ordinary item. */
        public static final Traits PLAIN = new Traits(false, false, false);
    }

    /**
     * What is known of the patient.
     *
     * @param birthDate absent means nobody knows whether he is a minor
     * @param disputed whether a dispute is open (AGR-55)
     */
    public record Person(Optional<LocalDate> birthDate, boolean disputed) {}

    /**
     * Numbers, each a parameter.
     *
     * @param zone in which a day is a day
     * @param usualTerm the term when none is named (AGR-40)
     * @param longestTerm the longest term taken
     * @param minorAge who is younger signs through a guardian (AGR-29)
     * @param doubleProofAge up to this age, itself included, both proofs are needed (AGR-30, B2)
     * @param avatarProof how old a proof of identity may be behind an avatar (DIC-26)
     */
    public record Limits(
            ZoneId zone,
            Period usualTerm,
            Period longestTerm,
            int minorAge,
            int doubleProofAge,
            Duration avatarProof) {}
}
