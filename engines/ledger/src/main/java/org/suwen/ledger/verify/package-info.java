@NullMarked
package org.suwen.ledger.verify;

import org.jspecify.annotations.NullMarked;
