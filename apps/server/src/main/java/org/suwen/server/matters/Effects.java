package org.suwen.server.matters;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.Labels;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Grant;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.matter.Matter;
import org.suwen.decision.matter.MatterKind.Effect;
import org.suwen.server.access.Blocks;
import org.suwen.server.access.PatientCard;
import org.suwen.vault.PatientId;
import org.suwen.vault.Relabel;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;

/** Brings about what a step does besides the record. */
public final class Effects {

    private static final int MOST_RECORDS = 200;

    private final Vault vault;
    private final Blocks blocks;
    private final Retention retention;
    private final Sheets sheets;

    /** Effects on {@code vault} and {@code blocks}. */
    public Effects(Vault vault, Blocks blocks, Retention retention, Sheets sheets) {
        this.vault = vault;
        this.blocks = blocks;
        this.retention = retention;
        this.sheets = sheets;
    }

    /** What an effect works on. */
    record Scene(PatientId patient, PatientCard card, Matter matter, Instant now) {
        String fact(String name) {
            return matter.facts().getOrDefault(name, "").strip();
        }

        Result plain() {
            return new Result(matter, card, List.of());
        }

        Result on(PatientCard changed) {
            return new Result(matter, changed, List.of());
        }

        /** The same matter with more facts. */
        Matter knowing(SortedMap<String, String> more) {
            SortedMap<String, String> facts = new TreeMap<>(matter.facts());
            facts.putAll(more);
            return new Matter(
                    matter.id(),
                    matter.kind(),
                    matter.patient(),
                    matter.stage(),
                    matter.due(),
                    facts,
                    matter.history());
        }
    }

    /**
     * What came of it.
     *
     * @param matter as it is to be stored
     * @param card as it is to be stored
     * @param answer why the wish is not met; empty when it is
     * @param after what opens something, and so waits until the step is in the ledger
     */
    record Result(Matter matter, PatientCard card, List<Defect> answer, Runnable after) {
        Result(Matter matter, PatientCard card, List<Defect> answer) {
            this(matter, card, answer, () -> {});
        }
    }

    Result of(Optional<Effect> effect, Scene scene) {
        return effect.map(each -> of(each, scene)).orElseGet(scene::plain);
    }

    private Result of(Effect effect, Scene scene) {
        return switch (effect) {
            case HOLD -> scene.on(dispute(scene, ConsentAct.Kind.DISPUTE));
            case RELEASE -> scene.on(dispute(scene, ConsentAct.Kind.SETTLE));
            case ISOLATE -> mark(scene, true);
            case FREE -> mark(scene, false);
            case DISCLOSE -> scene.on(disclosed(scene));
            case BLOCK -> blocked(scene);
            case RETENTION -> retention(scene);
            case TELL, EXPLAIN -> new Result(scene.knowing(sheets.of(scene)), scene.card(), List.of());
            case PACKAGE -> scene.plain();
        };
    }

    private static PatientCard dispute(Scene scene, ConsentAct.Kind kind) {
        var act = new ConsentAct(
                scene.matter().id() + ":" + kind,
                kind,
                scene.now(),
                scene.now(),
                ConsentAct.Content.items(java.util.Map.of()),
                ConsentAct.Signing.by(scene.matter().history().getLast().by(), ConsentAct.Signer.HOSPITAL),
                "");
        return scene.card().withAct(act, scene.now());
    }

    private static PatientCard disclosed(Scene scene) {
        Instant until = OffsetDateTime.parse(scene.fact("until")).toInstant();
        if (!until.isAfter(scene.now())) {
            throw new InvalidStepException(
                    Defect.of("AGR-23", "facts.until", "披露期限已过", "it ends before it begins; name a later end"));
        }
        var grant = new Grant(
                scene.fact("account"),
                Grant.Kind.ORDER,
                scene.now(),
                until,
                Set.of(),
                Granularity.DETAIL,
                "matter " + scene.matter().id());
        return scene.card().withGrant(grant, scene.now());
    }

    /** Use beyond the scope stops at once; what else may have gone wrong blocks nobody (AGR-49, AGR-51). */
    private Result blocked(Scene scene) {
        if (scene.fact("type").equals("OUT_OF_SCOPE")) {
            blocks.suspend(scene.fact("account"));
        }
        return scene.plain();
    }

    private Result retention(Scene scene) {
        Retention.Term term = retention.of(scene.patient(), scene.now());
        SortedMap<String, String> said = new TreeMap<>();
        said.put("earliest", term.earliest().map(Object::toString).orElse("OPEN"));
        if (term.over()) {
            return new Result(scene.knowing(said), scene.card(), List.of());
        }
        said.put("kept", "STORAGE_AND_SAFEGUARDS");
        Matter known = scene.knowing(said);
        Matter kept = new Matter(
                known.id(), known.kind(), known.patient(), "KEPT", known.due(), known.facts(), known.history());
        List<Defect> answer = new ArrayList<>();
        term.rules()
                .forEach(rule -> answer.add(Defect.of(
                        rule,
                        "earliest",
                        "尚在法定保存期内，届满日为 " + said.get("earliest"),
                        "the law keeps these records; they may be deleted from " + said.get("earliest") + " on")));
        return new Result(kept, scene.card(), answer);
    }

    /** Puts the flag on the records named, or takes it off (RGT-12). */
    private Result mark(Scene scene, boolean on) {
        List<String> names = List.of(scene.fact("records").split("[,\\s]+"));
        if (names.size() > MOST_RECORDS) {
            throw new InvalidStepException(
                    Defect.of("RGT-12", "facts.records", "记录过多", "at most `" + MOST_RECORDS + "` records are taken"));
        }
        List<Relabel> relabels = new ArrayList<>();
        for (String name : names) {
            Sealed row = record(scene.patient(), name);
            DecisionClass before = vault.classes(scene.patient()).stream()
                    .filter(each -> each.token().equals(row.classToken()))
                    .map(each -> DecisionClass.decode(each.decisionClass()))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("a row's class is missing from its patient's classes"));
            relabels.add(new Relabel(row.row(), marked(before, on).encode()));
        }
        if (on) {
            vault.relabel(scene.patient(), relabels);
            return scene.plain();
        }
        return new Result(scene.matter(), scene.card(), List.of(), () -> vault.relabel(scene.patient(), relabels));
    }

    private Sealed record(PatientId patient, String name) {
        int slash = name.indexOf('/');
        Optional<Sealed> row = slash > 0 && isId(name.substring(slash + 1))
                ? vault.locate(name.substring(0, slash), name.substring(slash + 1))
                : Optional.empty();
        return row.filter(found -> found.patient().equals(patient))
                .orElseThrow(() -> new InvalidStepException(Defect.of(
                        "RGT-12",
                        "facts.records",
                        "没有这条记录",
                        "`" + name + "` is no record of this patient; name records as `DiagnosticReport/id`")));
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException notAnId) {
            return false;
        }
    }

    private static DecisionClass marked(DecisionClass before, boolean on) {
        Labels labels = before.labels();
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(labels.flags());
        boolean changed = on ? flags.add(Flag.ISOLATED) : flags.remove(Flag.ISOLATED);
        return changed
                ? new DecisionClass(before.type(), labels.withFlags(flags), before.unit(), before.origin())
                : before;
    }
}
