/** The command line: offline work and a client of the server. */
@NullMarked
package org.suwen.cli;

import org.jspecify.annotations.NullMarked;
