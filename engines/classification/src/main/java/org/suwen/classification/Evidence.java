package org.suwen.classification;

/**
 * Why an item carries a label.
 *
 * @param label the label that was set, for instance {@code disease:MALIGNANT_TUMOUR}
 * @param ruleId the rule that set it
 * @param path where in the item the ground lies; empty when it is the item's kind
 * @param code the code that matched; empty when it is the item's kind
 */
public record Evidence(String label, String ruleId, String path, String code) {}
