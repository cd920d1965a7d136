package org.suwen.fhir;

/** Named limits on what is read; input beyond them is refused with a typed error. */
public final class FhirLimits {
    /** The largest single resource, in bytes. */
    public static final int MAX_RESOURCE_BYTES = 16 << 20;

    /** The largest bundle, in bytes. */
    public static final int MAX_BUNDLE_BYTES = 512 << 20;

    /** The deepest nesting. */
    public static final int MAX_DEPTH = 64;

    /** The longest string, in characters. */
    public static final int MAX_STRING = 12 << 20;

    /** The longest array. */
    public static final int MAX_ITEMS = 20_000;

    /** The most entries in a bundle. */
    public static final int MAX_ENTRIES = 200_000;

    /** The most issues that one check reports. */
    public static final int MAX_ISSUES = 20;

    private FhirLimits() {}
}
