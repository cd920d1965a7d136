/** What all HTTP answers share: error bodies, security headers, static console files, listener rules. */
@NullMarked
package org.suwen.server.web;

import org.jspecify.annotations.NullMarked;
