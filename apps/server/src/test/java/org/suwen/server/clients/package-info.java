/** The FHIR interface as clients that others wrote see it, unmodified, and as others' validators judge it. */
@NullMarked
package org.suwen.server.clients;

import org.jspecify.annotations.NullMarked;
