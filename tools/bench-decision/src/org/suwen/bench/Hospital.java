package org.suwen.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.classification.Category;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentityTag;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;
import org.suwen.decision.Action;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Environment;
import org.suwen.decision.Licence;
import org.suwen.decision.Origin;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Provision;
import org.suwen.decision.Provision.What;
import org.suwen.decision.Provision.Who;
import org.suwen.decision.Provisions;
import org.suwen.decision.Purpose;
import org.suwen.decision.Request;
import org.suwen.decision.Role;
import org.suwen.decision.Span;
import org.suwen.decision.Study;
import org.suwen.decision.Title;

/** A synthetic hospital's day: staff of 300 departments, 1,000 patients with consents, and who asks for what. */
final class Hospital {

    static final int DEPARTMENTS = 300;
    static final int PATIENTS = 1_000;
    static final Instant NOW = Instant.parse("2025-06-10T02:00:00Z");

    private static final String HERE = "H1";
    private static final List<String> CLASSES =
            List.of("LAB_REPORT", "CHEST_CT", "PRESCRIPTION", "PROGRESS_NOTE", "HEART_RATE", "PATHOLOGY", "SURGERY");
    private static final List<String> TYPES =
            List.of("Observation", "DiagnosticReport", "Condition", "MedicationRequest", "DocumentReference");

    /** One question with its class of data. */
    record Question(Request request, DecisionClass data) {}

    private final Random random;
    private final List<PatientFacts> patients = new ArrayList<>();
    private final List<DecisionClass> classes = new ArrayList<>();

    Hospital(long seed) {
        random = new Random(seed);
        for (int i = 0; i < PATIENTS; i++) {
            patients.add(patient(i));
        }
        for (int i = 0; i < 2_000; i++) {
            classes.add(data());
        }
    }

    /**
     * As many questions, patient after patient: nine in ten of staff on their own patients, the rest of patients,
     * researchers and models.
     */
    List<Question> questions(int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PatientFacts patient = patients.get(i % PATIENTS);
            int kind = random.nextInt(100);
            questions.add(
                    kind < 85
                            ? clinician(patient)
                            : kind < 93 ? self(patient) : kind < 96 ? researcher(patient) : model(patient));
        }
        return questions;
    }

    private Question clinician(PatientFacts patient) {
        CareEpisode episode = patient.episodes().get(random.nextInt(patient.episodes().size()));
        boolean own = random.nextInt(100) < 90;
        CareUnit unit = own ? episode.unit() : unit(random.nextInt(DEPARTMENTS));
        boolean doctor = random.nextInt(100) < 70;
        String id = random.nextInt(100) < 30 ? episode.responsible().orElseThrow() : "staff-" + unit.department() + random.nextInt(6);
        Actor actor = new Actor(
                id,
                ActorKind.PERSON,
                doctor ? Role.DOCTOR : Role.NURSE,
                doctor ? Optional.of(Title.values()[random.nextInt(4)]) : Optional.empty(),
                Optional.of(unit),
                HERE,
                Set.of("staff-" + unit.department() + "4", "staff-" + unit.department() + "5"),
                Set.of("staff-" + unit.department() + "0"),
                Optional.empty(),
                Optional.empty(),
                true,
                random.nextInt(1_000) == 0);
        Action action = random.nextInt(10) < 7 ? Action.READ : Action.SEARCH;
        return question(actor, Purpose.TREATMENT, action, environment("10.8." + random.nextInt(40) + ".17"), patient, own ? Optional.of(unit) : Optional.empty());
    }

    private Question self(PatientFacts patient) {
        Actor actor = Actor.plain(patient.holders().iterator().next(), ActorKind.PERSON, Role.PATIENT, HERE);
        return question(actor, Purpose.SELF_CARE, Action.READ, environment("203.0.113." + random.nextInt(250)), patient, Optional.empty());
    }

    private Question researcher(PatientFacts patient) {
        Study study = Study.withConsent("study-" + random.nextInt(9), Study.State.APPROVED, true);
        Actor plain = Actor.plain("researcher-" + random.nextInt(40), ActorKind.PERSON, Role.RESEARCHER, HERE);
        Actor actor = new Actor(
                plain.id(), plain.kind(), plain.role(), plain.title(), plain.unit(), HERE, Set.of(), Set.of(),
                Optional.empty(), Optional.of(study), true, false);
        return question(actor, Purpose.RESEARCH, Action.READ, environment("10.8.9.9"), patient, Optional.empty());
    }

    private Question model(PatientFacts patient) {
        CareUnit unit = patient.episodes().get(0).unit();
        Licence licence = new Licence(
                "model-" + random.nextInt(5), "1.2", Set.of(unit.department()), Set.copyOf(CLASSES),
                EnumSet.of(Purpose.CLINICAL_DECISION_SUPPORT), Licence.Stage.IN_USE_LONG_TERM, true);
        Actor actor = new Actor(
                licence.model(), ActorKind.MODEL, Role.MODEL, Optional.empty(), Optional.empty(), HERE, Set.of(), Set.of(),
                Optional.of(licence), Optional.empty(), true, false);
        return question(
                actor, Purpose.CLINICAL_DECISION_SUPPORT, Action.READ, environment("10.8.1.1").withSoftware("1.2"), patient, Optional.of(unit));
    }

    private Question question(
            Actor actor, Purpose purpose, Action action, Environment environment, PatientFacts patient, Optional<CareUnit> unit) {
        DecisionClass drawn = classes.get(random.nextInt(classes.size()));
        Optional<CareUnit> belongs = unit.isPresent() && random.nextInt(10) < 9 ? unit : drawn.unit();
        DecisionClass data = new DecisionClass(drawn.type(), drawn.labels(), belongs, drawn.origin());
        return new Question(new Request(actor, Optional.empty(), purpose, action, environment, patient, NOW), data);
    }

    private Environment environment(String address) {
        return Environment.of(
                address, Set.of("KNOWLEDGE", "POSSESSION"), Duration.ofSeconds(random.nextInt(500)), random.nextInt(10) > 0);
    }

    private PatientFacts patient(int number) {
        List<CareEpisode> episodes = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            CareUnit unit = unit(random.nextInt(DEPARTMENTS));
            episodes.add(new CareEpisode(
                    unit,
                    Optional.of("staff-" + unit.department() + random.nextInt(6)),
                    Set.of("staff-" + unit.department() + random.nextInt(6)),
                    NOW.minus(Duration.ofDays(1L + random.nextInt(20))),
                    random.nextInt(3) == 0 ? Optional.of(NOW.minusSeconds(3_600)) : Optional.empty(),
                    HERE));
        }
        Set<IdentityTag> tags = random.nextInt(10) == 0 ? Set.of(IdentityTag.PREGNANT_OR_LYING_IN) : Set.of();
        return new PatientFacts(
                "patient-" + number, episodes, tags, random.nextInt(10) > 0, random.nextInt(10) > 0, consent(number),
                List.of(), List.of(), Set.of("account-" + number), Set.of());
    }

    private ConsentState consent(int number) {
        Map<ConsentOption, Choice> options = new EnumMap<>(ConsentOption.class);
        for (ConsentOption option : ConsentOption.values()) {
            options.put(option, Choice.values()[random.nextInt(3)]);
        }
        Map<String, Choice> recipients = new HashMap<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            recipients.put("study-" + random.nextInt(9), Choice.values()[random.nextInt(3)]);
        }
        ConsentState.Status status =
                random.nextInt(20) == 0 ? ConsentState.Status.WITHDRAWN : ConsentState.Status.ACTIVE;
        return new ConsentState(number, options, recipients, NOW.minusSeconds(9_000), NOW.plusSeconds(9_000_000), status)
                .withProvisions(Provisions.of(List.of(
                        clauses("care", EnumSet.of(Purpose.TREATMENT, Purpose.CLINICAL_DECISION_SUPPORT)),
                        clauses("study", EnumSet.of(Purpose.RESEARCH)))));
    }

    /** Clauses five deep: agreed, but not special data, but that to a department, but not this kind, but that to one person. */
    private Provision clauses(String path, Set<Purpose> purposes) {
        String department = unit(random.nextInt(DEPARTMENTS)).department();
        String kind = CLASSES.get(random.nextInt(CLASSES.size()));
        Provision person = clause(path + "[0][0][0][0]", true, who(Set.of("staff-" + department + random.nextInt(6)), Set.of()), Set.of(), What.ANYTHING, List.of());
        Provision notKind = clause(path + "[0][0][0]", false, Who.ANYBODY, Set.of(), new What(Set.of(), Set.of(kind), Set.of()), List.of(person));
        Provision toOne = clause(path + "[0][0]", true, who(Set.of("study-1"), Set.of(department)), Set.of(), What.ANYTHING, List.of(notKind));
        Provision notSpecial = clause(path + "[0]", false, Who.ANYBODY, Set.of(), new What(Set.of(), Set.of(), Set.of("SPECIAL")), List.of(toOne));
        return clause(path, true, Who.ANYBODY, purposes, What.ANYTHING, List.of(notSpecial));
    }

    private static Who who(Set<String> ids, Set<String> departments) {
        return new Who(ids, departments, Set.of());
    }

    private static Provision clause(String path, boolean permit, Who who, Set<Purpose> purposes, What what, List<Provision> inside) {
        return new Provision(path, permit, new Provision.Reach(who, purposes, Set.of(), what, Span.ALWAYS, Provision.Rows.ALL), inside);
    }

    private DecisionClass data() {
        boolean special = random.nextInt(10) == 0;
        Granularity granularity = Granularity.values()[random.nextInt(3)];
        Set<Flag> flags = EnumSet.of(Flag.PERSONAL_INFORMATION, Flag.SENSITIVE);
        Labels labels = new Labels(
                Category.values()[1 + random.nextInt(3)],
                special ? 5 : 2 + random.nextInt(3),
                Level.values()[random.nextInt(3)],
                granularity,
                Granularity.OVERVIEW,
                special ? new TreeSet<>(Set.of("SEXUALLY_TRANSMITTED_DISEASE")) : new TreeSet<>(),
                new TreeSet<>(Set.of(CLASSES.get(random.nextInt(CLASSES.size())))),
                flags);
        return new DecisionClass(
                TYPES.get(random.nextInt(TYPES.size())), labels, Optional.of(unit(random.nextInt(DEPARTMENTS))), new Origin(HERE, "PERSON"));
    }

    private static CareUnit unit(int number) {
        return new CareUnit("D" + number, number % 2 == 0 ? "" : "G1");
    }
}
