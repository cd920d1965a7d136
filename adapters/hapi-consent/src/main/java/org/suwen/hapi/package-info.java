/** May this caller of a hospital's own HAPI FHIR server see this resource, and how much of it? */
@NullMarked
package org.suwen.hapi;

import org.jspecify.annotations.NullMarked;
