/** What a piece of medical data is and how sensitive it is: rules in, labels with their evidence out. */
module org.suwen.classification {
    requires static com.google.errorprone.annotations;
    requires transitive static org.jspecify;

    exports org.suwen.classification;
    exports org.suwen.classification.tier;
}
