/** The vault: sealed records, the keys above them, and their destruction. */
module org.suwen.vault {
    requires transitive java.sql;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports org.suwen.vault;
    exports org.suwen.vault.postgres;
    exports org.suwen.vault.retention;
}
