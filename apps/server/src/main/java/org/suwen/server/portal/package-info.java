/** The patient's own pages: who looked, and what one's devices send. */
@NullMarked
package org.suwen.server.portal;

import org.jspecify.annotations.NullMarked;
