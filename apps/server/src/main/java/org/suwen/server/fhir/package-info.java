/** The FHIR R4 interface. */
@NullMarked
package org.suwen.server.fhir;

import org.jspecify.annotations.NullMarked;
