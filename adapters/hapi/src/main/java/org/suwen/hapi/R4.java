package org.suwen.hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.ParserOptions;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Resource;

/** HAPI's context for R4, made when it is first needed, with parsers that change nothing and let nothing pass unseen. */
final class R4 {
    private R4() {}

    private static final class Held {
        static final FhirContext CONTEXT = context();

        private static FhirContext context() {
            FhirContext context = FhirContext.forR4();
            context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
            context.setParserErrorHandler(new StrictErrorHandler());
            ParserOptions options = new ParserOptions();
            options.setStripVersionsFromReferences(false);
            options.setOverrideResourceIdWithBundleEntryFullUrl(false);
            options.setAutoContainReferenceTargetsWithNoId(false);
            context.setParserOptions(options);
            return context;
        }
    }

    static FhirContext context() {
        return Held.CONTEXT;
    }

    static IParser json() {
        return context().newJsonParser().setOverrideResourceIdWithBundleEntryFullUrl(false);
    }

    static IParser xml() {
        return context().newXmlParser().setOverrideResourceIdWithBundleEntryFullUrl(false);
    }

    static Resource read(IParser parser, byte[] bytes, String otherwise) {
        try {
            return (Resource) parser.parseResource(new String(bytes, StandardCharsets.UTF_8));
        } catch (RuntimeException broken) { // HAPI's parser fails in many ways, and its messages may quote the input
            throw new UnfitException(otherwise);
        }
    }

    static byte[] write(IParser parser, Resource resource) {
        return parser.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }
}
