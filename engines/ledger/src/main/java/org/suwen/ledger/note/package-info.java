@NullMarked
package org.suwen.ledger.note;

import org.jspecify.annotations.NullMarked;
