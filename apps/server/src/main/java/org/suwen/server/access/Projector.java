package org.suwen.server.access;

import java.util.List;
import org.suwen.decision.Duty;

/** Cuts a stored resource down to what the duties of a permit allow; without such duties the bytes stay as stored. */
@FunctionalInterface
public interface Projector {
    /** The bytes to release. */
    byte[] project(byte[] stored, String type, List<Duty> duties);
}
