/** Whether a use of a patient's data may go ahead, and with which duties: rules, consents and facts in, reasons out. */
module org.suwen.decision {
    requires static com.google.errorprone.annotations;
    requires transitive org.suwen.classification;
    requires transitive static org.jspecify;

    exports org.suwen.decision;
    exports org.suwen.decision.condition;
    exports org.suwen.decision.consent;
}
