/**
 * Executable cases: files that say who asks for what in which situation, and what must come back ({@code docs/cases.md}).
 *
 * <p>{@link org.suwen.formats.cases.CaseFiles} reads them; a runner carries them out.
 */
@NullMarked
package org.suwen.formats.cases;

import org.jspecify.annotations.NullMarked;
