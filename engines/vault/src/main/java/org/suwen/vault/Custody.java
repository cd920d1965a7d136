package org.suwen.vault;

/** Where a key source's keys lie. */
public enum Custody {
    /** In the memory of one process: gone with it. */
    MEMORY,
    /** In files: whoever copied them before, together with the passphrase, has them still. */
    FILE,
    /** In a token that is software, such as SoftHSM2: its files could have been copied like any others. */
    SOFTWARE_TOKEN,
    /** In a device that gives no key out. */
    DEVICE,
    /** At a key service: what it keeps of a destroyed key is its operator's word. */
    SERVICE
}
