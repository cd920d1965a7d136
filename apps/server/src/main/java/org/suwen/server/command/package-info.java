/** The server's command line. */
@NullMarked
package org.suwen.server.command;

import org.jspecify.annotations.NullMarked;
