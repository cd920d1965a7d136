/** Runs executable legal cases on the real application services. */
@NullMarked
package org.suwen.server.cases;

import org.jspecify.annotations.NullMarked;
