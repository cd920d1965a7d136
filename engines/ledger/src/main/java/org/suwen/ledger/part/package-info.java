@NullMarked
package org.suwen.ledger.part;

import org.jspecify.annotations.NullMarked;
