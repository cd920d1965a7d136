package org.suwen.fhir;

import java.util.HashMap;
import java.util.Map;
import org.suwen.classification.ElementRule;
import org.suwen.classification.Elements;
import org.suwen.classification.Granularity;
import tools.jackson.core.JacksonException;

/**
 * Cuts a resource down to what an answer may show, element by element (I9).
 *
 * <p>A masked element says so by {@code data-absent-reason} = {@code masked}; {@code meta.security} says REDACTED or
 * SUBSETTED. Whenever something is taken away the narrative goes too, and with it contained resources, extensions,
 * displays of references, and, when identifiers are masked, the content of attachments: each could repeat what was
 * taken. An element that R4 or the catalogue does not know is not shown. When nothing is taken away the bytes come back
 * as they are, unread. Safe for use by many threads.
 */
public final class Projection {
    private final Elements elements;
    private final Map<String, Map<String, ElementRule>> byType = new HashMap<>();

    /** A projection by this catalogue of elements. */
    public Projection(Elements elements) {
        this.elements = elements;
        for (String type : Structures.r4().resourceNames()) {
            byType.put(type, rules(type));
        }
    }

    private Map<String, ElementRule> rules(String type) {
        Map<String, ElementRule> rules = new HashMap<>();
        for (ElementRule rule : elements.of(type)) {
            rules.put(rule.path(), rule); // a type's own rule comes later and takes the place of the general one
        }
        return rules;
    }

    /**
     * What is left of the resource.
     *
     * @throws InvalidFhirException when something must be taken away and it is no JSON resource of R4
     */
    public byte[] apply(byte[] resource, Reduction reduction) {
        if (reduction.isNone()) {
            return resource;
        }
        FhirJson.requireSize(resource, FhirLimits.MAX_RESOURCE_BYTES);
        String name = ResourceTypes.of(resource);
        StructureType type = Structures.r4().resource(name);
        if (type == null) {
            throw FhirJson.refuse("structure", "$this", "`resourceType` must name a resource type of FHIR R4");
        }
        try {
            return new ProjectionWalk(resource, type, byType.getOrDefault(name, Map.of()), reduction).run();
        } catch (JacksonException e) {
            throw FhirJson.malformed(e);
        }
    }

    /** Whether an element at the top of a resource of this type is shown at this granularity. */
    public boolean shows(String type, String element, Granularity upTo) {
        ElementRule rule = byType.getOrDefault(type, Map.of()).get(element);
        Granularity needed = rule == null ? Granularity.DETAIL : rule.granularity();
        return needed.compareTo(upTo) <= 0;
    }
}
