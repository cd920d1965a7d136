/** The ledger's entries to a log server of the hospital's own: syslog over TLS or TCP (AUD-05). */
@NullMarked
package org.suwen.server.syslog;

import org.jspecify.annotations.NullMarked;
