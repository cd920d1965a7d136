/** The demo hospital. */
@NullMarked
package org.suwen.server.demo;

import org.jspecify.annotations.NullMarked;
