/** The product's story and each of its screens, played in a browser against the real demo server. */
@NullMarked
package org.suwen.server.story;

import org.jspecify.annotations.NullMarked;
