package org.suwen.server.acts;

/** A register that keeps something about single patients, and so lets go of it when one is erased (I5). */
public interface PersonRegister {
    /** How many of its values are about this patient. */
    int about(String patient);

    /** Removes what is about this patient and says how many values that was; repeating it does no harm. */
    int forget(String patient);
}
