/** What the patient agreed to, item by item, and how it is changed. */
@NullMarked
package org.suwen.server.consent;

import org.jspecify.annotations.NullMarked;
