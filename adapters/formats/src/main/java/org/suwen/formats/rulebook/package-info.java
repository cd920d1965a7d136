/**
 * Rulebook files to rulebooks and back; {@link org.suwen.formats.rulebook.RulebookFiles} is the way in.
 */
@NullMarked
package org.suwen.formats.rulebook;

import org.jspecify.annotations.NullMarked;
