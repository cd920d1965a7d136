/** How the nodes of one institution reach each other's sequencer (D17): pinned mutual TLS, small frames. */
@NullMarked
package org.suwen.server.nodes;

import org.jspecify.annotations.NullMarked;
