package org.suwen.server.identity;

/** A kind of proof a caller gave of who it is (DOC-32, ACC-08). */
public enum FactorKind {
    /** A password that met the policy. */
    PASSWORD,
    /** A time-based one-time code, RFC 6238. */
    ONE_TIME_CODE,
    /** A face or fingerprint checked by the user's device or a verifying service; only its result came here (APP-13). */
    BIOMETRIC,
    /** A client certificate of the TLS connection. */
    CERTIFICATE,
    /** The random secret of an app, model or device. */
    CLIENT_SECRET,
    /** A second person's full sign-in beside it; opens the emergency door only and never counts as a second factor. */
    VOUCHER
}
