/** What is written about a synthetic patient: Synthea's record rewritten, and what a Chinese hospital adds. */
@NullMarked
package org.suwen.cli.generate.record;

import org.jspecify.annotations.NullMarked;
