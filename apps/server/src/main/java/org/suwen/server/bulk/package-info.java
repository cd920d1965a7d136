/** Bulk export (FHIR Bulk Data Access 2.0): what may leave of many records, decided record by record as it leaves. */
@NullMarked
package org.suwen.server.bulk;

import org.jspecify.annotations.NullMarked;
