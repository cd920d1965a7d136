/** What the office looks back on at set times: reviews of sensitive accesses, and reports of figures. */
@NullMarked
package org.suwen.server.review;

import org.jspecify.annotations.NullMarked;
