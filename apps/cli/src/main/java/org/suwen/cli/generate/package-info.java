/** Synthetic patients of an invented Chinese hospital, made from Synthea's clinical histories. */
@NullMarked
package org.suwen.cli.generate;

import org.jspecify.annotations.NullMarked;
