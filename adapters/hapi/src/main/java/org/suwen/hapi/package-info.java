/**
 * What HAPI FHIR does for us off the hot path: XML on the wire, validation, FHIRPath Patch. First class to open:
 * {@link org.suwen.hapi.FhirXml}.
 */
@NullMarked
package org.suwen.hapi;

import org.jspecify.annotations.NullMarked;
