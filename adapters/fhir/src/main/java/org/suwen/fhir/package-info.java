@NullMarked
package org.suwen.fhir;

import org.jspecify.annotations.NullMarked;
