package org.suwen.decision.consent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.decision.Choice;
import org.suwen.decision.Provision;
import org.suwen.decision.Span;

/**
 * One act of consent: immutable, and never removed (DIC-14).
 *
 * @param id its id
 * @param kind what was done
 * @param recordedAt when it became known here
 * @param effectiveAt from when it counts: when it was signed or received
 * @param content what it says
 * @param signing who did it and how
 * @param concerns the act it is about, for an invalidation; empty otherwise
 */
public record ConsentAct(
        String id,
        Kind kind,
        Instant recordedAt,
        Instant effectiveAt,
        Content content,
        Signing signing,
        String concerns) {

    /** What was done. */
    public enum Kind {
        /** Answers given or changed. */
        GIVE,
        /** The whole form refused. */
        REFUSE,
        /** Taken back: the items named, or everything when none is. */
        WITHDRAW,
        /** Objected to of the patient's own accord. */
        OBJECT,
        /** An objection taken back. */
        LIFT,
        /** The term made longer (AGR-41). */
        EXTEND,
        /** Another act found void. */
        INVALIDATE,
        /** A dispute begins (AGR-53, AGR-55). */
        DISPUTE,
        /** A dispute ends. */
        SETTLE,
        /** What was agreed to has changed; the items named need fresh consent (CON-06, CNS-12). */
        RENEWAL,
        /** A guardian's powers ended with the patient's age; the items pause (CNS-16). */
        COMING_OF_AGE
    }

    /**
     * What an act says.
     *
     * @param answers by item key
     * @param documents clauses by the id of the document they stand in; an empty list takes a document out of force
     * @param term the term of what is agreed
     * @param edition the edition of the agreement it was given on
     * @param note further facts in words of the machine: wishes, reasons; no patient value
     */
    public record Content(
            SortedMap<String, Choice> answers,
            SortedMap<String, List<Provision>> documents,
            Span term,
            String edition,
            SortedMap<String, String> note) {
        public Content {
            answers = new TreeMap<>(answers);
            documents = new TreeMap<>(documents);
            note = new TreeMap<>(note);
        }

        /** Nothing but items that are named. */
        public static Content items(Map<String, Choice> answers) {
            return new Content(new TreeMap<>(answers), new TreeMap<>(), Span.ALWAYS, "", new TreeMap<>());
        }
    }

    /**
     * Who did it and how.
     *
     * @param account the account that did it
     * @param signer in which capacity
     * @param form how it was given
     * @param channel over which channel (AGR-02)
     * @param evidence hashes of scans, recordings and proofs, by what they are
     */
    public record Signing(
            String account, Signer signer, Form form, Channel channel, SortedMap<String, String> evidence) {
        public Signing {
            account = Objects.requireNonNullElse(account, "");
            signer = Objects.requireNonNullElse(signer, Signer.PATIENT);
            form = Objects.requireNonNullElse(form, Form.CLICK);
            channel = Objects.requireNonNullElse(channel, Channel.WEB);
            evidence = new TreeMap<>(Objects.requireNonNullElse(evidence, new TreeMap<>()));
        }

        /** An act by the system or a registered feed. */
        public static Signing by(String account, Signer signer) {
            return new Signing(account, signer, Form.FEED, Channel.SYSTEM, new TreeMap<>());
        }
    }

    /** In which capacity somebody signs. */
    public enum Signer {
        PATIENT,
        GUARDIAN,
        /** The hospital, for what it may do alone. */
        HOSPITAL
    }

    /** How consent is given (A.10, CNS-07). */
    public enum Form {
        CLICK,
        E_SIGNATURE,
        PAPER,
        ORAL,
        FEED
    }

    /** Over which channel (AGR-02, AGR-32). */
    public enum Channel {
        WECHAT_OFFICIAL,
        WECHAT_MINI,
        ALIPAY,
        APP,
        WEB,
        WEARABLE,
        ON_SITE,
        SYSTEM
    }
}
