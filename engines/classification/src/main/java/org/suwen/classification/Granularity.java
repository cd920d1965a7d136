package org.suwen.classification;

/** How much of the course of treatment an item tells, from the least to the most (DOC-21 to DOC-23). */
public enum Granularity {
    OVERVIEW,
    SUMMARY,
    DETAIL
}
