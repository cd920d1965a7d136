package org.suwen.server.backup;

/** What is backed up together; the blind index is in no backup, since a restore makes it again (D12). */
enum Part {
    /** Sealed data and the ledger. */
    DATA("schemaname = 'vault' AND tablename <> 'restored' OR schemaname = 'public' AND tablename LIKE 'ledger\\_%'"),
    /** Wrapped keys, kept apart and for hours only. */
    KEYS("schemaname = 'vault_keys'");

    private final String tables;

    Part(String tables) {
        this.tables = tables;
    }

    /** The query for its tables, schema and name. */
    String query() {
        return "SELECT schemaname, tablename FROM pg_tables WHERE " + tables + " ORDER BY 1, 2";
    }

    /** How its folders are named. */
    String prefix() {
        return name().toLowerCase(java.util.Locale.ROOT) + "-";
    }
}
