package org.suwen.classification;

/** The six categories of medical data of GB/T 39725-2020 (CLS-02). */
public enum Category {
    PERSONAL_ATTRIBUTE,
    HEALTH_STATUS,
    MEDICAL_APPLICATION,
    MEDICAL_PAYMENT,
    HEALTH_RESOURCE,
    PUBLIC_HEALTH;

    /** Whether data of this category is personal information by law (CLS-14). */
    public boolean personal() {
        return switch (this) {
            case PERSONAL_ATTRIBUTE, HEALTH_STATUS, MEDICAL_APPLICATION, MEDICAL_PAYMENT -> true;
            case HEALTH_RESOURCE, PUBLIC_HEALTH -> false;
        };
    }
}
