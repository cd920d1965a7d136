/** Search over resources as somebody may see them: parameters, queries, matching, order. Start at {@code SearchQuery}. */
@NullMarked
package org.suwen.fhir.search;

import org.jspecify.annotations.NullMarked;
