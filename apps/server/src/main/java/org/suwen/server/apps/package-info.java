/** Which apps may act in a person's name, and how a person lets them (SMART App Launch 2). */
@NullMarked
package org.suwen.server.apps;

import org.jspecify.annotations.NullMarked;
