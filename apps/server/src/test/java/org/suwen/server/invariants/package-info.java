/** The design's invariants, each shown on the real server, with faults put in by hand. */
@NullMarked
package org.suwen.server.invariants;

import org.jspecify.annotations.NullMarked;
