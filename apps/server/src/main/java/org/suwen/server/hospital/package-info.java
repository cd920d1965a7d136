/** The hospital as its own file describes it: what a server starts with, in the demo and in earnest. */
@NullMarked
package org.suwen.server.hospital;

import org.jspecify.annotations.NullMarked;
