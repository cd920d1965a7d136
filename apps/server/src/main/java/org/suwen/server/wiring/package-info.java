/** The only package that constructs engines and joins them to the web. */
@NullMarked
package org.suwen.server.wiring;

import org.jspecify.annotations.NullMarked;
