/** The real server as a child process, for benchmarks and tests. */
@NullMarked
package org.suwen.cli.server;

import org.jspecify.annotations.NullMarked;
