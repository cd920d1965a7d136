/** Load benchmarks against a running server, with calibration in the same run (D27, D28). */
@NullMarked
package org.suwen.cli.bench;

import org.jspecify.annotations.NullMarked;
