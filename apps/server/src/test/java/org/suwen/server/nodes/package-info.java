@NullMarked
package org.suwen.server.nodes;

import org.jspecify.annotations.NullMarked;
