package org.suwen.decision.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.decision.Choice;
import org.suwen.decision.Provision;
import org.suwen.decision.Span;

/**
 * A consent as it is handed in, before anything of it counts.
 *
 * @param answers by item key
 * @param documents clauses by document id
 * @param term the term asked for; absent means the agreement's usual term
 * @param notice what was shown before
 * @param hand who signs and how
 * @param special what some consents need on top
 */
public record Submission(
        SortedMap<String, Choice> answers,
        SortedMap<String, List<Provision>> documents,
        Optional<Term> term,
        Notice notice,
        Hand hand,
        Special special) {
    /** What a sender leaves out is as if it were refused: not read, not ticked, not sent off. */
    public Submission {
        answers = new TreeMap<>(Objects.requireNonNullElse(answers, new TreeMap<>()));
        documents = new TreeMap<>(Objects.requireNonNullElse(documents, new TreeMap<>()));
        term = Objects.requireNonNullElse(term, Optional.empty());
        notice = Objects.requireNonNullElse(notice, new Notice("", "", false, false, Set.of()));
        hand = Objects.requireNonNullElse(hand, Hand.BARE);
        special = Objects.requireNonNullElse(special, Special.NONE);
    }

    /**
     * The term asked for.
     *
     * @param span from when until when
     * @param extendsItself whether it goes on by itself when the patient says nothing (AGR-41)
     * @param extensionChosen whether the patient ticked that in a box of its own
     */
    public record Term(Span span, boolean extendsItself, boolean extensionChosen) {}

    /**
     * What was shown before the choice.
     *
     * @param edition of the agreement
     * @param textHash of the text as shown
     * @param readToEnd whether it was shown to the end (AGR-06)
     * @param understood whether the patient confirmed having understood (AGR-06)
     * @param parts what the notice said
     * @param waiver the article by which parts of it were left out, and who approved that (CON-10)
     */
    public record Notice(
            String edition,
            String textHash,
            boolean readToEnd,
            boolean understood,
            Set<NoticePart> parts,
            Optional<Waiver> waiver) {
        /** A notice of which nothing was left out by law. */
        public Notice(String edition, String textHash, boolean readToEnd, boolean understood, Set<NoticePart> parts) {
            this(edition, textHash, readToEnd, understood, parts, Optional.empty());
        }

        public Notice {
            waiver = Objects.requireNonNullElse(waiver, Optional.empty());
            edition = Objects.requireNonNullElse(edition, "");
            textHash = Objects.requireNonNullElse(textHash, "");
            parts = Set.copyOf(Objects.requireNonNullElse(parts, Set.of()));
        }
    }

    /**
     * Why parts of a notice were left out.
     *
     * @param article the article of law
     * @param approver who approved it, by account
     */
    public record Waiver(String article, String approver) {
        public Waiver {
            article = Objects.requireNonNullElse(article, "");
            approver = Objects.requireNonNullElse(approver, "");
        }
    }

    /**
     * Who signs and how.
     *
     * @param signing account, capacity, form, channel, evidence
     * @param signedAt when it was signed
     * @param selected whether each item was ticked by itself; false where one box stands for several (DIC-07)
     * @param submitted whether the choice was sent off by a second act (AGR-08)
     * @param guardian the guardian's proofs, where one signs
     * @param provedAt when the signer last proved who he is
     */
    public record Hand(
            ConsentAct.Signing signing,
            Instant signedAt,
            boolean selected,
            boolean submitted,
            Optional<Guardian> guardian,
            Instant provedAt) {

        private static final ConsentAct.Signing UNKNOWN = new ConsentAct.Signing(
                "", ConsentAct.Signer.PATIENT, ConsentAct.Form.CLICK, ConsentAct.Channel.WEB, new TreeMap<>());

        static final Hand BARE = new Hand(UNKNOWN, Instant.EPOCH, false, false, Optional.empty(), Instant.EPOCH);

        public Hand {
            signing = Objects.requireNonNullElse(signing, UNKNOWN);
            signedAt = Objects.requireNonNullElse(signedAt, Instant.EPOCH);
            guardian = Objects.requireNonNullElse(guardian, Optional.empty());
            provedAt = Objects.requireNonNullElse(provedAt, Instant.EPOCH);
        }
    }

    /**
     * A guardian's two proofs (AGR-30).
     *
     * @param identity whether identity document and live check agreed
     * @param proof which document shows the guardianship
     * @param reviewed whether the hospital has checked that document
     */
    public record Guardian(boolean identity, Optional<Proof> proof, boolean reviewed) {}

    /** What shows a guardianship (AGR-30). */
    public enum Proof {
        BIRTH_CERTIFICATE,
        HOUSEHOLD_REGISTER,
        COURT_ORDER
    }

    /**
     * What some consents need on top.
     *
     * @param destination the country data goes to, for a transfer abroad (CON-23)
     * @param group id of the group's consent, for data of a community (CNS-10)
     * @param wantsResults whether the person wants to learn the results (CNS-14)
     * @param collectedFrom when collection begins (CNS-08)
     * @param avatar whether it was given through an avatar (DIC-26)
     * @param freely what shows that it was given freely and to what it is now
     */
    public record Special(
            Optional<String> destination,
            Optional<String> group,
            Optional<Boolean> wantsResults,
            Optional<Instant> collectedFrom,
            boolean avatar,
            Freely freely) {
        /** The same with nothing said about how freely it was given. */
        public Special(
                Optional<String> destination,
                Optional<String> group,
                Optional<Boolean> wantsResults,
                Optional<Instant> collectedFrom,
                boolean avatar) {
            this(destination, group, wantsResults, collectedFrom, avatar, Freely.UNSAID);
        }

        public Special {
            freely = Objects.requireNonNullElse(freely, Freely.UNSAID);
            destination = Objects.requireNonNullElse(destination, Optional.empty());
            group = Objects.requireNonNullElse(group, Optional.empty());
            wantsResults = Objects.requireNonNullElse(wantsResults, Optional.empty());
            collectedFrom = Objects.requireNonNullElse(collectedFrom, Optional.empty());
        }

        /** Nothing special. */
        public static final Special NONE =
                new Special(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * What shows that a consent was given freely and to what it is now.
     *
     * @param hospital the hospital the agreement is with; absent means this one (AGR-01)
     * @param considered how long the person had between getting the text and signing (CNS-06)
     * @param changes which changes were shown and ticked one by one, where what was agreed to has changed (CNS-13)
     */
    public record Freely(Optional<String> hospital, Optional<Duration> considered, Set<String> changes) {
        /** Nothing is said about it. */
        public static final Freely UNSAID = new Freely(Optional.empty(), Optional.empty(), Set.of());

        public Freely {
            hospital = Objects.requireNonNullElse(hospital, Optional.empty());
            considered = Objects.requireNonNullElse(considered, Optional.empty());
            changes = Set.copyOf(Objects.requireNonNullElse(changes, Set.of()));
        }
    }
}
