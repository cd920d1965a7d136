package org.suwen.server.matters;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.classification.Granularity;
import org.suwen.decision.Grant;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.matter.Matter;
import org.suwen.decision.matter.MatterKind.Effect;
import org.suwen.server.access.Blocks;
import org.suwen.server.access.Isolation;
import org.suwen.server.access.PatientCard;
import org.suwen.vault.PatientId;

/** Brings about what a step does besides the record. */
public final class Effects {

    private static final int MOST_RECORDS = 200;

    private final Isolation isolation;
    private final Blocks blocks;
    private final Retention retention;
    private final Sheets sheets;

    /** Effects on single records by {@code isolation} and on accounts by {@code blocks}. */
    public Effects(Isolation isolation, Blocks blocks, Retention retention, Sheets sheets) {
        this.isolation = isolation;
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
        PatientId patient = scene.patient();
        List<String> names = List.of(scene.fact("records").split("[,\\s]+"));
        if (names.size() > MOST_RECORDS) {
            throw new InvalidStepException(
                    Defect.of("RGT-12", "facts.records", "记录过多", "at most `" + MOST_RECORDS + "` records are taken"));
        }
        names.stream()
                .filter(name -> !isolation.knows(patient, name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidStepException(Defect.of(
                            "RGT-12",
                            "facts.records",
                            "没有这条记录",
                            "`" + name + "` is no record of this patient; name records as `DiagnosticReport/id`"));
                });
        if (on) {
            isolation.mark(patient, names, true);
            return scene.plain();
        }
        return new Result(scene.matter(), scene.card(), List.of(), () -> isolation.mark(patient, names, false));
    }
}
