/** May this notice be shown to patients, does it say all it must, and was it understood? */
@org.jspecify.annotations.NullMarked
package org.suwen.server.notices;
