package org.suwen.formats.rulebook;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Environment;
import org.suwen.decision.Grant;
import org.suwen.decision.Licence;
import org.suwen.decision.Origin;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Purpose;
import org.suwen.decision.Request;
import org.suwen.decision.Role;
import org.suwen.decision.Study;
import org.suwen.decision.Title;

/** Requests from the whole attribute space, biased so that every gate is passed and failed. */
final class RandomRequests {

    static final String ME = "me";
    static final Instant NOW = Instant.parse("2025-06-10T02:00:00Z");

    private static final List<CareUnit> UNITS =
            List.of(new CareUnit("GE", "HB"), new CareUnit("GE", "GI"), CareUnit.of("CA"));
    private static final List<String> PEOPLE = List.of(ME, "below", "above", "other");
    private static final List<String> CLASSES = List.of("CHEST_CT", "LAB_REPORT", "REPORT", "HEART_RATE", "LOCATION");

    private static final List<Action> LOOKS = List.of(Action.READ, Action.SEARCH, Action.EXPORT);

    private final Random random;

    RandomRequests(Random random) {
        this.random = random;
    }

    Request clinician() {
        return request(actor(ActorKind.PERSON, chance(80) ? Role.DOCTOR : Role.NURSE), Optional.empty())
                .with(chance(85) ? Action.READ : Action.SEARCH, chance(90) ? Purpose.TREATMENT : Purpose.EMERGENCY);
    }

    /** A clinician who writes. */
    Request writer() {
        Request read = clinician();
        Action action = one(List.of(Action.CREATE, Action.UPDATE, Action.PRESCRIBE, Action.SIGN));
        return new Request(
                read.actor(), read.via(), read.purpose(), action, read.environment(), read.patient(), read.at());
    }

    /** A request of any actor at all. */
    Request any() {
        Role role = one(Role.values());
        ActorKind kind = chance(80) ? kindOf(role) : one(ActorKind.values());
        Optional<Actor> via =
                chance(70) ? Optional.empty() : Optional.of(actor(one(ActorKind.values()), one(Role.values())));
        return request(actor(kind, role), via).with(one(Action.values()), one(Purpose.values()));
    }

    /** A patient, mostly looking up the own data. */
    Request patientOnline() {
        return request(actor(ActorKind.PERSON, Role.PATIENT), Optional.empty())
                .with(one(LOOKS), chance(90) ? Purpose.SELF_CARE : one(Purpose.values()));
    }

    Request model() {
        Optional<Actor> via =
                chance(50) ? Optional.empty() : Optional.of(actor(one(ActorKind.values()), one(Role.values())));
        return request(actor(ActorKind.MODEL, chance(80) ? Role.MODEL : one(Role.values())), via)
                .with(one(Action.values()), one(Purpose.values()));
    }

    /** A request without action and purpose yet. */
    record Draft(Actor actor, Optional<Actor> via, Environment environment, PatientFacts patient) {
        Request with(Action action, Purpose purpose) {
            return new Request(actor, via, purpose, action, environment, patient, NOW);
        }
    }

    private Draft request(Actor actor, Optional<Actor> via) {
        return new Draft(actor, via, environment(), patient());
    }

    private static ActorKind kindOf(Role role) {
        return switch (role) {
            case CONNECTOR -> ActorKind.APP;
            case MODEL -> ActorKind.MODEL;
            case DEVICE -> ActorKind.DEVICE;
            case DOCTOR, NURSE, ADMINISTRATOR, OFFICER, AUDITOR, PATIENT, GUARDIAN, RESEARCHER, PARTNER, AUTHORITY ->
                ActorKind.PERSON;
        };
    }

    private Actor actor(ActorKind kind, Role role) {
        return new Actor(
                ME,
                kind,
                role,
                role == Role.NURSE ? Optional.empty() : maybe(90, () -> one(Title.values())),
                maybe(95, this::unit),
                chance(90) ? "H1" : "H2",
                chance(50) ? Set.of("below") : Set.of(),
                chance(50) ? Set.of("above") : Set.of(),
                maybe(80, this::licence),
                maybe(70, this::study),
                chance(95),
                chance(5));
    }

    private Licence licence() {
        return new Licence(
                "m",
                "1",
                some(Set.of("GE", "CA")),
                some(new TreeSet<>(CLASSES)),
                some(EnumSet.allOf(Purpose.class)),
                one(Licence.Stage.values()),
                chance(85));
    }

    private Study study() {
        return new Study(
                "s",
                chance(70) ? Study.State.APPROVED : one(Study.State.values()),
                chance(50),
                one(Study.Waiver.values()),
                chance(50),
                chance(60),
                chance(50),
                chance(20));
    }

    private Environment environment() {
        Set<String> factors = chance(92) ? Set.of("KNOWLEDGE", "POSSESSION") : Set.of("KNOWLEDGE");
        return new Environment(
                chance(92) ? "10.8.1.5" : "203.0.113.9",
                factors,
                Duration.ofSeconds(chance(95) ? 60 : 600),
                chance(80),
                chance(80) ? "1" : "2",
                chance(20),
                chance(50),
                chance(50));
    }

    private PatientFacts patient() {
        return new PatientFacts(
                "p",
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> episode()).toList(),
                chance(80) ? Set.of() : Set.of(one(IdentityTag.values())),
                chance(70),
                chance(70),
                consent(),
                IntStream.range(0, random.nextInt(3)).mapToObj(i -> grant()).toList(),
                chance(50)
                        ? List.of()
                        : List.of(
                                new DeviceBinding(ME, chance(80), chance(20), some(Set.of("heart-rate", "location")))),
                chance(30) ? Set.of(ME) : Set.of(),
                chance(30) ? Set.of(ME) : Set.of());
    }

    private CareEpisode episode() {
        Optional<Instant> end =
                switch (random.nextInt(4)) {
                    case 0 -> Optional.of(NOW.minus(Duration.ofDays(29)));
                    case 1 -> Optional.of(NOW.minus(Duration.ofDays(30)));
                    default -> Optional.empty();
                };
        return new CareEpisode(
                unit(),
                maybe(80, () -> one(PEOPLE)),
                chance(30) ? Set.of(ME) : Set.of("other"),
                NOW.minus(Duration.ofDays(60)),
                end,
                chance(90) ? "H1" : "H2");
    }

    private ConsentState consent() {
        Map<ConsentOption, Choice> options = new EnumMap<>(ConsentOption.class);
        for (ConsentOption option : ConsentOption.values()) {
            options.put(option, one(Choice.values()));
        }
        Map<String, Choice> recipients = new HashMap<>();
        List.of("H1", "H2", ME, "m", "s").forEach(id -> recipients.put(id, one(Choice.values())));
        ConsentState.Status status = chance(80) ? ConsentState.Status.ACTIVE : one(ConsentState.Status.values());
        return new ConsentState(1, options, recipients, Instant.MIN, Instant.MAX, status);
    }

    private Grant grant() {
        return new Grant(
                chance(80) ? ME : "other",
                one(Grant.Kind.values()),
                NOW.minusSeconds(60),
                chance(80) ? NOW.plusSeconds(1) : NOW,
                some(Set.of("MALIGNANT_TUMOUR", "SEXUALLY_TRANSMITTED_DISEASE")),
                one(Granularity.values()),
                "r");
    }

    DecisionClass data() {
        Granularity granularity = one(Granularity.values());
        Granularity floor = chance(60) ? granularity : Granularity.OVERVIEW;
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : Flag.values()) {
            if (chance(flag == Flag.INFECTIOUS ? 40 : 10)) {
                flags.add(flag);
            }
        }
        Labels labels = new Labels(
                chance(80) ? Category.HEALTH_STATUS : one(Category.values()),
                1 + random.nextInt(5),
                one(Level.values()),
                granularity,
                floor,
                chance(50)
                        ? new TreeSet<>()
                        : new TreeSet<>(Set.of(chance(50) ? "MALIGNANT_TUMOUR" : "SEXUALLY_TRANSMITTED_DISEASE")),
                new TreeSet<>(some(new TreeSet<>(CLASSES))),
                flags);
        String type =
                chance(60) ? "DiagnosticReport" : one(List.of("AuditEvent", "MedicationRequest", "Consent", "Device"));
        return new DecisionClass(
                type,
                labels,
                maybe(75, this::unit),
                new Origin(chance(85) ? "H1" : "H2", chance(80) ? "PERSON" : "DEVICE"));
    }

    private CareUnit unit() {
        return one(UNITS);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> Optional<T> maybe(int percent, Supplier<T> value) {
        return chance(percent) ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> Set<T> some(Set<T> values) {
        return values.stream().filter(value -> chance(60)).collect(java.util.stream.Collectors.toSet());
    }
}
