package org.suwen.decision;

/** Where a rule comes from; a hospital's rules may only tighten what stands above them. */
public enum Layer {
    NATIONAL,
    SCENARIO,
    HOSPITAL
}
