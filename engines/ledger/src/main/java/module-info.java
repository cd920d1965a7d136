/** What happened, provably: an append-only Merkle log with one sequencer. */
module org.suwen.ledger {
    requires transitive java.sql;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports org.suwen.ledger;
    exports org.suwen.ledger.evidence;
    exports org.suwen.ledger.merkle;
    exports org.suwen.ledger.note;
    exports org.suwen.ledger.part;
    exports org.suwen.ledger.postgres;
    exports org.suwen.ledger.store;
    exports org.suwen.ledger.tokens;
    exports org.suwen.ledger.verify;
    exports org.suwen.ledger.witness;
}
