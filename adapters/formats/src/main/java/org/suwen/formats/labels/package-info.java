/** The label rules of {@code rulebook/labels} as engine values. */
@NullMarked
package org.suwen.formats.labels;

import org.jspecify.annotations.NullMarked;
