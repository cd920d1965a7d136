package org.suwen.fhir;

import java.util.List;

/**
 * Checks a resource's structure against FHIR R4 while reading it once: names, cardinality, types, the forms of
 * primitives, choices, contained resources, extensions and codes of required bindings (D11). It does not check
 * invariants, profiles, terminologies or the targets of references: that is the validator's work. Safe for use by many
 * threads.
 */
public final class StructureCheck {
    private StructureCheck() {}

    /**
     * What is wrong with the resource, in the order of the text; empty when nothing.
     *
     * <p>Text that is not JSON gives one issue too; nothing is thrown.
     */
    public static List<FhirIssue> check(byte[] resource) {
        if (resource.length > FhirLimits.MAX_RESOURCE_BYTES) {
            return List.of(new FhirIssue(
                    "too-long", "$this", 0, 0, "a resource has at most " + FhirLimits.MAX_RESOURCE_BYTES + " bytes"));
        }
        return new StructureWalk(resource).run();
    }

    /**
     * Accepts the resource or refuses it.
     *
     * @throws InvalidFhirException when the check finds an issue
     */
    public static void require(byte[] resource) {
        List<FhirIssue> issues = check(resource);
        if (!issues.isEmpty()) {
            throw new InvalidFhirException(issues);
        }
    }
}
