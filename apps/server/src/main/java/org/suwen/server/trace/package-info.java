/** Reads the ledger for people: what happened to a patient's data, and why. */
@NullMarked
package org.suwen.server.trace;

import org.jspecify.annotations.NullMarked;
