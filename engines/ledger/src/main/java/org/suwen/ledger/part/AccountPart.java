package org.suwen.ledger.part;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The account part of an entry: who did what, when, from where, on which ground, with which outcome (D15).
 *
 * <p>It outlives the patient's keys, so it holds opaque ids and codes only: nothing that says what is in a record. The
 * bytes are deterministic and rounded up to 16; times are kept to the millisecond.
 *
 * @param others fields of a newer version, kept as they came
 */
public record AccountPart(
        Instant at, Caller caller, Act act, Verdict verdict, Optional<UUID> patient, List<PartField> others) {
    private static final int VERSION = 1;
    private static final int AT = 1;
    private static final int ACTOR = 2;
    private static final int ROLE = 3;
    private static final int ON_BEHALF_OF = 4;
    private static final int INSTITUTION = 5;
    private static final int ADDRESS = 6;
    private static final int DEVICE = 7;
    private static final int OPERATION = 8;
    private static final int PURPOSE = 9;
    private static final int OUTCOME = 10;
    private static final int GROUND = 11;
    private static final int REASON = 12;
    private static final int RULE = 13;
    private static final int DECISION = 14;
    private static final int PATIENT = 15;
    private static final int WRITE_INTENT = 16;
    private static final int REFERENCE = 17;

    public AccountPart {
        at = Instant.ofEpochMilli(at.toEpochMilli());
        if (at.toEpochMilli() < 0) {
            throw new IllegalArgumentException("an entry's time is not before 1970: `" + at + "`");
        }
        others = List.copyOf(others);
        if (others.stream().anyMatch(field -> field.tag() <= REFERENCE)) {
            throw new IllegalArgumentException("an unknown field has the tag of a known one");
        }
    }

    /** A part without fields of a newer version. */
    public static AccountPart of(Instant at, Caller caller, Act act, Verdict verdict, Optional<UUID> patient) {
        return new AccountPart(at, caller, act, verdict, patient, List.of());
    }

    /** The part's bytes, to be sealed. */
    public byte[] encode() {
        Tlv.Writer out = new Tlv.Writer(VERSION);
        out.number(AT, at.toEpochMilli());
        out.id(ACTOR, caller.actor());
        out.text(ROLE, caller.role());
        out.id(ON_BEHALF_OF, caller.onBehalfOf());
        out.id(INSTITUTION, caller.institution());
        out.text(ADDRESS, caller.address());
        out.id(DEVICE, caller.device());
        out.text(OPERATION, act.operation());
        out.text(PURPOSE, act.purpose());
        out.number(OUTCOME, verdict.outcome().code());
        out.text(GROUND, verdict.ground());
        verdict.reasons().forEach(reason -> out.text(REASON, reason));
        verdict.rules().forEach(rule -> out.text(RULE, rule));
        out.id(DECISION, verdict.decision());
        patient.ifPresent(id -> out.put(PATIENT, Tlv.bytes(id)));
        out.bytes(WRITE_INTENT, act.writeIntent());
        out.id(REFERENCE, act.reference());
        out.all(others);
        return out.padded();
    }

    /**
     * The part that these bytes hold.
     *
     * @throws IllegalArgumentException when they are not the one form of any part
     */
    public static AccountPart decode(byte[] bytes) {
        Fields in = new Fields(Tlv.read(bytes, VERSION));
        Instant at = in.required(AT, field -> Instant.ofEpochMilli(Tlv.number(field)));
        Caller caller = new Caller(
                in.id(ACTOR), in.text(ROLE), in.id(ON_BEHALF_OF), in.id(INSTITUTION), in.text(ADDRESS), in.id(DEVICE));
        Act act = new Act(in.text(OPERATION), in.text(PURPOSE), in.bytes(WRITE_INTENT), in.id(REFERENCE));
        Verdict verdict = new Verdict(
                in.required(OUTCOME, AccountPart::outcome),
                in.text(GROUND),
                in.many(REASON, Tlv::text),
                in.many(RULE, Tlv::text),
                in.id(DECISION));
        AccountPart part = new AccountPart(at, caller, act, verdict, in.one(PATIENT, Tlv::uuid), in.rest());
        Tlv.requireSame(bytes, part.encode());
        return part;
    }

    private static Outcome outcome(PartField field) {
        return Outcome.of(Tlv.number(field))
                .orElseThrow(() -> new IllegalArgumentException("field `" + OUTCOME + "` is no outcome"));
    }
}
