/** The way in: FHIR bundles become labelled, sealed rows and facts on the patient card, whole or not at all. */
@NullMarked
package org.suwen.server.intake;

import org.jspecify.annotations.NullMarked;
