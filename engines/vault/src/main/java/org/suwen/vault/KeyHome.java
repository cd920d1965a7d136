package org.suwen.vault;

/**
 * Where the vault's keys come from.
 *
 * @param source id of the key source
 * @param custody what kind of place that is
 */
public record KeyHome(String source, Custody custody) {}
