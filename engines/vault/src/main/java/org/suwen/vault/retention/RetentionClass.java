package org.suwen.vault.retention;

import java.util.Arrays;
import java.util.Optional;

/** A row of the retention table (STO-07 to STO-20); all periods are minimum periods. */
public enum RetentionClass {
    /** Outpatient and emergency records, from the last visit. */
    OPD_RECORD("STO-19"),
    /** Inpatient records, from the last discharge. */
    IPD_RECORD("STO-20"),
    /** Records of Internet diagnosis and treatment. */
    INET_RECORD("STO-07"),
    /** What was said and shown in Internet care: text, pictures, sound, video. */
    INET_PROCESS("STO-08"),
    /** Ordinary, emergency and paediatric prescriptions. */
    RX_ORDINARY("STO-09"),
    /** Prescriptions of toxic drugs and class II psychotropic drugs. */
    RX_TOXIC_PSY2("STO-10"),
    /** Prescriptions of narcotic drugs and class I psychotropic drugs. */
    RX_NARC_PSY1("STO-11"),
    /** Online sale of drugs with its records: the later of two ends. */
    DRUG_ONLINE("STO-13"),
    /** Online sale of a device with an expiry date, from that date. */
    DEVICE_SALE("STO-15"),
    /** Online sale of a device without an expiry date. */
    DEVICE_SALE_NOEXP("STO-16"),
    /** Online sale of an implantable device. */
    DEVICE_IMPLANT("STO-17");

    private final String rule;

    RetentionClass(String rule) {
        this.rule = rule;
    }

    /** The catalogue id. */
    public String rule() {
        return rule;
    }

    /** As feeds and people write it, for instance {@code OPD-RECORD}. */
    public String code() {
        return name().replace('_', '-');
    }

    /** The class of this code. */
    public static Optional<RetentionClass> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
