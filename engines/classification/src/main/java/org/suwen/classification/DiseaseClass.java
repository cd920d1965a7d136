package org.suwen.classification;

/**
 * One of the eight classes of special diseases (DOC-19, A2).
 *
 * @param name the class's name, for instance {@code MALIGNANT_TUMOUR}
 * @param zh its title in Chinese
 * @param en its title in English
 */
public record DiseaseClass(String name, String zh, String en) {
    public DiseaseClass {
        if (!LabelNames.isName(name)) {
            throw new IllegalArgumentException(
                    "a disease class is capitals, digits and underscores, not `" + name + "`");
        }
    }
}
