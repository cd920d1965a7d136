/** The embedded PostgreSQL under our own supervision (D14); first class to open: {@link org.suwen.postgres.EmbeddedPostgres}. */
@NullMarked
package org.suwen.postgres;

import org.jspecify.annotations.NullMarked;
