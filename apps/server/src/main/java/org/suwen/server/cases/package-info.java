/** Runs cases against the real services on a real database: {@code suwen check}; open {@code CheckCommand} first. */
@NullMarked
package org.suwen.server.cases;

import org.jspecify.annotations.NullMarked;
