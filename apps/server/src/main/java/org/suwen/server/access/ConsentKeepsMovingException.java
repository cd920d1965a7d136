package org.suwen.server.access;

import org.jspecify.annotations.Nullable;

/** The patient's consent changed at each attempt to answer; the caller asks again a little later. */
public final class ConsentKeepsMovingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConsentKeepsMovingException(int attempts, @Nullable Throwable last) {
        super("the patient's consent changed during each of `" + attempts + "` attempts, ask again", last);
    }
}
