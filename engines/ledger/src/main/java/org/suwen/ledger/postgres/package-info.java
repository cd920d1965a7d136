@NullMarked
package org.suwen.ledger.postgres;

import org.jspecify.annotations.NullMarked;
