package org.suwen.formats.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.Action;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.Grant;
import org.suwen.decision.Provision;
import org.suwen.decision.Purpose;
import org.suwen.decision.Study;
import org.suwen.decision.Title;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Submission;
import org.suwen.formats.yaml.Position;

/** One thing that happens in a case. */
public sealed interface Step {

    /** Where it stands in its file. */
    Position at();

    /**
     * Someone asks for something.
     *
     * @param actor a staff id, a patient's or guardian's account, a model or a device
     * @param via who called the actor
     * @param patient whose data
     * @param target which data: an id or a kind; absent for the whole record
     * @param body what is to be written
     */
    // Nine parts: a request is one thing.
    record Ask(
            Position at,
            String actor,
            Optional<String> via,
            Action action,
            String patient,
            Optional<Target> target,
            Optional<DataItem> body,
            Purpose purpose,
            Approach approach,
            Expect expect)
            implements Step {}

    /** Which data are asked for: one item by its id, or what the patient has of a kind. */
    record Target(Optional<String> data, Optional<DataKind> kind) {}

    /**
     * How the actor reaches the system.
     *
     * @param from the address
     * @param factors kinds of factor at sign-in
     * @param idle time since the last operation
     * @param vouchedBy who vouches in an emergency
     * @param software the calling software's version; absent means the model's own
     * @param stepUp whether the actor has just proved himself again
     * @param warned whether the notice before a high-risk operation was acknowledged
     */
    record Approach(
            String from,
            Set<String> factors,
            Duration idle,
            Optional<String> vouchedBy,
            Optional<String> software,
            boolean stepUp,
            boolean warned) {
        /** What a case leaves out: an address in the hospital, two factors, one minute of idling. */
        public static final Approach USUAL = new Approach(
                "10.8.1.5",
                Set.of("KNOWLEDGE", "POSSESSION"),
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty(),
                false,
                false);

        public Approach {
            factors = Set.copyOf(factors);
        }
    }

    /** Someone signs in with these factors. */
    record SignIn(Position at, String actor, Set<String> factors, Expect expect) implements Step {
        public SignIn {
            factors = Set.copyOf(factors);
        }
    }

    /**
     * A patient, or a guardian for him, changes the consent; answers not named stay.
     *
     * @param by the account that changes it; absent means the patient's own
     * @param status the status afterwards, when it changes
     * @param expect what must come back; absent means that the change must be made
     * @param provisions clauses that take the place of those before; empty leaves them
     */
    // Nine parts: one line of the agreement with who changes it.
    record ConsentChange(
            Position at,
            String patient,
            Optional<String> by,
            Map<ConsentOption, Choice> options,
            Map<String, Choice> recipients,
            Optional<ConsentState.Status> status,
            Optional<Instant> until,
            Optional<Expect> expect,
            List<Provision> provisions)
            implements Step {
        public ConsentChange {
            options = Map.copyOf(options);
            recipients = Map.copyOf(recipients);
            provisions = List.copyOf(provisions);
        }
    }

    /**
     * A consent is handed in.
     *
     * @param actor who does it; the patient when absent
     * @param submission an empty edition stands for the one in force, the epoch for now
     */
    record Capture(Position at, Optional<String> actor, String patient, Submission submission, Expect expect)
            implements Step {}

    /**
     * Consent is taken back.
     *
     * @param items by key; empty for everything
     * @param actor who does it; the patient when absent
     */
    record Withdrawal(Position at, Optional<String> actor, String patient, Set<String> items, Expect expect)
            implements Step {
        public Withdrawal {
            items = Set.copyOf(items);
        }
    }

    /**
     * Something is done about a consent as a whole: a dispute opens or ends, the term is made longer.
     *
     * @param items by key; empty for all
     * @param changes what has changed, for a renewal
     */
    record ConsentEvent(
            Position at,
            Optional<String> actor,
            String patient,
            ConsentAct.Kind kind,
            Optional<Instant> until,
            Set<String> items,
            Set<String> changes,
            Expect expect)
            implements Step {
        public ConsentEvent {
            items = Set.copyOf(items);
            changes = Set.copyOf(changes);
        }
    }

    /**
     * A matter is opened or carried on: a request for a right, a complaint, an incident, a dispute.
     *
     * @param actor who does it; the patient when absent
     * @param kind which kind, by its name in {@code rulebook/matters.yaml}
     * @param step the step; absent opens a new one, else it is taken in the newest matter of the kind
     * @param data data of the case that the matter names as its {@code records}
     */
    record MatterStep(
            Position at,
            Optional<String> actor,
            String patient,
            String kind,
            Optional<String> step,
            Map<String, String> facts,
            List<String> data,
            Expect expect)
            implements Step {
        public MatterStep {
            facts = Map.copyOf(facts);
            data = List.copyOf(data);
        }
    }

    /** The clock moves to this time, never back. */
    record ClockTo(Position at, Instant to) implements Step {}

    /** The clock moves on. */
    record Wait(Position at, Duration by) implements Step {}

    /** The personnel register reports a change; what is absent stays (DOC-33). */
    record StaffChange(
            Position at,
            String staff,
            Optional<Title> title,
            Optional<CareUnit> unit,
            Optional<Set<String>> superiors,
            Optional<List<Fixture.Shift>> roster,
            Optional<Boolean> active)
            implements Step {}

    /** Facts of a patient change; what is absent stays. */
    record PatientChange(
            Position at,
            String patient,
            Optional<Boolean> notice,
            Optional<Boolean> authorisation,
            Optional<List<CareEpisode>> episodes)
            implements Step {}

    /** Someone opens emergency access (ACC-10). */
    record BreakGlass(
            Position at,
            String actor,
            String patient,
            String situation,
            String reason,
            Approach approach,
            Expect expect)
            implements Step {}

    /** Someone files the emergency access statement (ACC-11). */
    record Statement(Position at, String actor, String patient, String text, Expect expect) implements Step {}

    /** A device sends readings, by data kind. */
    record Upload(Position at, String device, String patient, Map<DataKind, String> readings, Expect expect)
            implements Step {
        public Upload {
            readings = Map.copyOf(readings);
        }
    }

    /**
     * A patient, or a guardian for him, activates, switches or loses a device; what is absent stays.
     *
     * @param by the account that does it; absent means the patient's own
     * @param expect what must come back; absent means that the change must be made
     */
    record DeviceChange(
            Position at,
            String patient,
            Optional<String> by,
            String device,
            Optional<Boolean> activated,
            Optional<Boolean> revoked,
            Optional<Set<String>> sensorsOn,
            Optional<Expect> expect)
            implements Step {}

    /** A grant is given. */
    record GrantGiven(Position at, String patient, Grant grant) implements Step {}

    /** A study changes its state. */
    record StudyChange(Position at, String study, Study.State state) implements Step {}

    /** A model's licence is suspended or restored, or the version that runs changes. */
    record ModelChange(Position at, String model, Optional<Boolean> active, Optional<String> version) implements Step {}

    /** Something breaks or is mended. */
    record Fault(Position at, FaultKind kind) implements Step {}

    /** What can break. */
    enum FaultKind {
        LEDGER_DOWN,
        LEDGER_UP,
        /** A rule of the hospital's layer asks for a value that is absent. */
        RULE_FAULT,
        RULE_MENDED,
        /** A stored ledger entry is changed behind the system's back. */
        ENTRY_CHANGED,
        /** A stored ledger entry is removed behind the system's back. */
        ENTRY_REMOVED
    }

    /** The server is stopped without warning and started again. */
    record Restart(Position at) implements Step {}

    /** The office does something that is no access to data. */
    record Administer(Position at, Act act, Map<String, String> parameters, Expect expect) implements Step {
        public Administer {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * An act of the office by its name, for instance {@code assets.register}.
     *
     * @param actor who does it; someone of the office when absent
     * @param with what the act says, a JSON object
     */
    record Office(Position at, Optional<String> actor, String act, String with, Expect expect) implements Step {}

    /** What the office does. */
    enum Act {
        /** Parameter {@code ageMonths} (DOC-41). */
        DELETE_LOG_ENTRIES,
        /** Parameter {@code classes} (DOC-19). */
        ACTIVATE_DISEASE_SET,
        /** Parameter {@code actor} (DOC-40). */
        UNBLOCK,
        VERIFY_LEDGER,
        /** Parameter {@code password} (PAT-06, ACC-12). */
        SET_PASSWORD,
        /** Parameters {@code account}, {@code password}, and {@code patient} for a patient's own (ACC-07, PAT-03). */
        OPEN_ACCOUNT,
        /** Parameters {@code account}, {@code password}, {@code address}; with the right one-time code (PAT-07, 21). */
        SIGN_IN,
        /** Parameters {@code mode}, {@code tls}, {@code address} (PAT-17). */
        LISTEN,
        /** Parameters {@code patient}, {@code changed} (PAT-18). */
        DOWNLOAD,
        /** Parameters {@code patient}, {@code actor} and, for the second person, {@code second} (DES-02, STO-06). */
        ERASE
    }

    /** The state must be as described. */
    record ExpectState(Position at, State state) implements Step {}
}
