/** The clinician's desk: work list, emergencies, statements. */
@NullMarked
package org.suwen.server.care;

import org.jspecify.annotations.NullMarked;
