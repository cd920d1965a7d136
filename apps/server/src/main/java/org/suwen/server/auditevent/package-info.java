/** The ledger's entries as FHIR AuditEvents: for evidence packages, and to be read and searched through the gate. */
@NullMarked
package org.suwen.server.auditevent;

import org.jspecify.annotations.NullMarked;
