/** The leak suite: whether a FHIR server lets a caller find out what is hidden from him. Start at {@code LeakCommand}. */
@NullMarked
package org.suwen.cli.leak;

import org.jspecify.annotations.NullMarked;
