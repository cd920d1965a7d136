/** Checking, proving, comparing and exporting a rulebook before it is published. */
@NullMarked
package org.suwen.cli.rules;

import org.jspecify.annotations.NullMarked;
