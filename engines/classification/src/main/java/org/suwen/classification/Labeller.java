package org.suwen.classification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Labels items by their kind, their codes and what they inherit (DOC-17). The strictest tag wins (A20); an item of
 * unknown kind and an item with a code that no map knows are labelled as strictest (DOC-04, I2). Safe for use by many
 * threads.
 */
public final class Labeller {
    /** How many codings of one item are looked at; an item with more counts as carrying an unknown code. */
    public static final int MAX_CODINGS = 2_000;

    /** How many lines of evidence a labelling keeps. */
    public static final int MAX_EVIDENCE = 200;

    private final LabelRules rules;
    private final String version;
    private final Map<String, TypeRule> types = new HashMap<>();
    private final CodeIndex<CodeRule> codes;

    /** A labeller by these rules. */
    public Labeller(LabelRules rules) {
        this.rules = rules;
        this.version = rules.version();
        this.codes = new CodeIndex<>(rules.vocabularies());
        rules.types().forEach(rule -> types.put(rule.type(), rule));
        rules.codes().forEach(rule -> codes.add(rule.codes(), rule));
        rules.vocabularies().forEach(vocabulary -> codes.addPlain(vocabulary.name(), vocabulary.plain()));
    }

    /** Hash of the rules in use. */
    public String ruleVersion() {
        return version;
    }

    /** The labels of one item, with the ground for each. */
    public Labelling label(Item item) {
        TypeRule type = types.get(item.type());
        Run run = new Run(item, type);
        run.applyCodes();
        run.applyInherited();
        return new Labelling(run.labels(), run.evidence, version);
    }

    /** What an item with these labels hands on to related items, when its kind is a source (A20). */
    public Inherited spreads(String type, Labels labels) {
        for (SpreadRule rule : rules.spreads()) {
            if (rule.sources().contains(type)) {
                return Spreading.handedOn(labels);
            }
        }
        return Inherited.NONE;
    }

    /** How tags spread among the items of one patient by these rules. */
    public Spreading spreading() {
        return new Spreading(rules.spreads());
    }

    /** One item on its way to its labels. */
    private final class Run {
        private final Item item;
        private final @Nullable TypeRule type;
        private final List<Evidence> evidence = new ArrayList<>();
        private final SortedSet<String> diseases = new TreeSet<>();
        private final SortedSet<String> dataClasses = new TreeSet<>();
        private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        private @Nullable Form form;
        private int grade = 1;
        private Level level = Level.DEFAULT;

        Run(Item item, @Nullable TypeRule type) {
            this.item = item;
            this.type = type;
            if (type == null) {
                unlabelled();
            } else {
                byType(type);
            }
        }

        private void unlabelled() {
            Labels strictest = Labels.strictest();
            form = new Form(strictest.grade(), strictest.level(), strictest.granularity(), strictest.floor());
            flags.addAll(strictest.flags());
            note("flag:UNLABELLED", "unknown-type", "", "");
        }

        private void byType(TypeRule rule) {
            dataClasses.addAll(rule.dataClasses());
            flags.addAll(rule.flags());
            if (rule.category().personal()) {
                flags.add(Flag.PERSONAL_INFORMATION);
                if (rule.category() != Category.PERSONAL_ATTRIBUTE) {
                    flags.add(Flag.SENSITIVE);
                }
            }
            note("type:" + rule.type(), rule.id(), "", "");
        }

        void applyCodes() {
            int limit = Math.min(item.codings().size(), MAX_CODINGS);
            boolean coded = type == null || type.coded().isEmpty();
            for (int i = 0; i < limit; i++) {
                Coding coding = item.codings().get(i);
                boolean known = codes.find(coding.system(), coding.code(), rule -> apply(rule, coding));
                if (!known) {
                    unknown(coding);
                }
                coded = coded || isCoded(coding.path());
            }
            if (!coded || limit < item.codings().size()) {
                unknown(new Coding("", "", ""));
            }
        }

        private boolean isCoded(String path) {
            for (String wanted : type == null ? List.<String>of() : type.coded()) {
                if (path.startsWith(wanted)) {
                    return true;
                }
            }
            return false;
        }

        private void unknown(Coding coding) {
            flags.add(Flag.UNKNOWN_CODE);
            if (type != null) {
                flags.addAll(type.whenUnknown());
            }
            grade = 5;
            level = Level.AUTHORISED;
            note("flag:UNKNOWN_CODE", "unknown-code", coding.path(), coding.code());
        }

        private void apply(CodeRule rule, Coding coding) {
            if (!rule.types().isEmpty() && !rule.types().contains(item.type())) {
                return;
            }
            Effect effect = rule.effect();
            effect.form().ifPresent(stated -> {
                form = form == null ? stated : form.strictestWith(stated);
                note("form:" + stated.granularity(), rule.id(), coding.path(), coding.code());
            });
            grade = Math.max(grade, effect.grade());
            level = effect.level().compareTo(level) > 0 ? effect.level() : level;
            for (String disease : effect.diseases()) {
                diseases.add(disease);
                note("disease:" + disease, rule.id(), coding.path(), coding.code());
            }
            for (String dataClass : effect.dataClasses()) {
                dataClasses.add(dataClass);
                note("class:" + dataClass, rule.id(), coding.path(), coding.code());
            }
            for (Flag flag : effect.flags()) {
                flags.add(flag);
                note("flag:" + flag, rule.id(), coding.path(), coding.code());
            }
        }

        void applyInherited() {
            for (String disease : new TreeSet<>(item.inheritedDiseases())) {
                diseases.add(disease);
                note("disease:" + disease, "inherited", "", "");
            }
            for (Flag flag : new TreeSet<>(item.inheritedFlags())) {
                flags.add(flag);
                note("flag:" + flag, "inherited", "", "");
            }
            if (!diseases.isEmpty()) {
                grade = 5; // A19: special-disease care data are stored as grade 5 and shown as AUTHORISED
                level = Level.AUTHORISED;
            }
            if (flags.contains(Flag.BIOMETRIC)) {
                flags.add(Flag.SENSITIVE); // CLS-15
            }
            if (flags.contains(Flag.INFECTIOUS)) {
                flags.add(Flag.SPECIAL_ATTENTION);
            }
            if (flags.contains(Flag.SPECIAL_ATTENTION)) {
                grade = 5; // CLS-16
            }
        }

        Labels labels() {
            Form base = base();
            return new Labels(
                    type == null ? Category.HEALTH_STATUS : type.category(),
                    Math.max(grade, base.grade()),
                    level.compareTo(base.level()) > 0 ? level : base.level(),
                    base.granularity(),
                    base.floor(),
                    diseases,
                    dataClasses,
                    flags);
        }

        /** A form that a code states replaces the kind's own, unless a code is unknown: then the stricter holds. */
        private Form base() {
            Form stated = form;
            if (type == null) {
                return stated == null ? strictestForm() : stated.strictestWith(strictestForm());
            }
            if (stated == null) {
                return type.form();
            }
            return flags.contains(Flag.UNKNOWN_CODE) ? stated.strictestWith(type.form()) : stated;
        }

        private Form strictestForm() {
            return new Form(5, Level.AUTHORISED, Granularity.DETAIL, Granularity.DETAIL);
        }

        private void note(String label, String rule, String path, String code) {
            if (evidence.size() < MAX_EVIDENCE) {
                evidence.add(new Evidence(label, rule, path, code));
            }
        }
    }
}
