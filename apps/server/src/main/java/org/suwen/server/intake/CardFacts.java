package org.suwen.server.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.classification.DatedCoding;
import org.suwen.classification.IdentityTags;
import org.suwen.classification.TagPeriod;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Choice;
import org.suwen.decision.Span;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Item;
import org.suwen.fhir.Agreement;
import org.suwen.fhir.CareFacts;
import org.suwen.fhir.Consents;
import org.suwen.fhir.PrivacyConsents;
import org.suwen.server.access.FiledConsents;
import org.suwen.server.access.PatientCard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads off a submission what belongs on the patient card: visits, notices, consent, identities, how to show the patient. */
final class CardFacts {

    private static final Set<String> TELLING = Set.of("Patient", "Encounter", "Condition", "Consent");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final IdentityTags identities;
    private final Setting setting;

    /** Where the card is kept: institution, zone, identifier system of record numbers. */
    record Setting(String institution, ZoneId zone, String recordNumbers) {}

    CardFacts(IdentityTags identities, Setting setting) {
        this.identities = identities;
        this.setting = setting;
    }

    /** Whether a submission can change a card at all. */
    static boolean touch(List<Piece> pieces) {
        return pieces.stream().anyMatch(piece -> TELLING.contains(piece.type()));
    }

    /** The card with what the pieces tell. */
    PatientCard apply(PatientCard card, List<Piece> pieces, Instant now) {
        PatientCard.Person person = card.person();
        Map<String, CareEpisode> episodes = new LinkedHashMap<>();
        card.episodes().forEach(each -> episodes.put(key(each), each));
        PatientCard.Basis basis = card.basis();
        List<ConsentAct> acts = new ArrayList<>();
        List<DatedCoding> dated = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece.type()) {
                case "Patient" -> person = person(piece);
                case "Encounter" -> episode(piece).ifPresent(each -> episodes.put(key(each), each));
                case "Condition" -> dated.addAll(dated(piece));
                case "Consent" -> {
                    if (Consents.isOurs(piece.scan())) {
                        Agreement agreement = Consents.read(piece.json());
                        basis = basis(basis, agreement);
                        agreed(piece, agreement, now).ifPresent(acts::add);
                    } else if (PrivacyConsents.isOne(piece.scan())) {
                        acts.addAll(FiledConsents.acts(
                                piece.id(), PrivacyConsents.read(piece.json(), setting.zone()), now));
                    }
                }
                default -> {
                    // every other type tells nothing that belongs on the card
                }
            }
        }
        List<TagPeriod> tags = tags(card, person, dated);
        PatientCard next = new PatientCard(
                person,
                List.copyOf(episodes.values()),
                tags,
                basis,
                card.consent(),
                card.grants(),
                card.devices(),
                card.accounts(),
                card.file());
        for (ConsentAct act : acts) {
            next = next.withAct(act, now);
        }
        return next;
    }

    /** Refuses a consent that is not understood before anything of its submission is entered. */
    void check(PatientCard card, List<Piece> pieces, Instant now) {
        for (Piece piece : pieces) {
            if (piece.type().equals("Consent") && PrivacyConsents.isOne(piece.scan())) {
                var consent = PrivacyConsents.read(piece.json(), setting.zone());
                FiledConsents.check(card, consent, now.atZone(setting.zone()).toLocalDate());
            }
        }
    }

    /** A visit is the same visit when unit, responsible doctor and start agree: an update replaces it. */
    private static String key(CareEpisode episode) {
        return episode.institution()
                + '|'
                + episode.unit().department()
                + '|'
                + episode.unit().group()
                + '|'
                + episode.start().toEpochMilli();
    }

    private PatientCard.Person person(Piece piece) {
        JsonNode patient = JSON.readTree(piece.json());
        JsonNode name = patient.path("name").path(0);
        String text = name.path("text").asString("");
        if (text.isEmpty()) {
            text = name.path("family").asString("") + name.path("given").path(0).asString("");
        }
        Optional<LocalDate> born = day(patient.path("birthDate").asString(""));
        String record = piece.scan().identifiers().stream()
                .filter(each -> each.system().equals(setting.recordNumbers()))
                .map(each -> each.value())
                .findFirst()
                .orElse("");
        return new PatientCard.Person(text, patient.path("gender").asString(""), born, record);
    }

    private Optional<CareEpisode> episode(Piece piece) {
        CareFacts facts = CareFacts.of(piece.json());
        Optional<Instant> start = facts.start().flatMap(this::instant);
        Optional<Provider> provider = facts.unit().map(written -> Provider.of(written, setting.institution()));
        if (provider.flatMap(Provider::unit).isEmpty() || start.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> end = facts.end().flatMap(this::instant);
        boolean closed =
                !facts.status().equals("in-progress") && !facts.status().equals("arrived");
        return Optional.of(new CareEpisode(
                provider.get().unit().get(),
                facts.responsible(),
                facts.receiving(),
                start.get(),
                closed ? end.or(() -> start) : Optional.empty(),
                provider.get().institution()));
    }

    /** A unit as written: {@code GE/HB}, or {@code CA} for a department without groups. */
    static CareUnit unit(String written) {
        String[] parts = written.split("/", 2);
        return new CareUnit(parts[0], parts.length == 2 ? parts[1] : "");
    }

    private static PatientCard.Basis basis(PatientCard.Basis before, Agreement agreement) {
        boolean active = agreement.status().equals("active");
        return switch (agreement.kind()) {
            case NOTICE -> new PatientCard.Basis(active, before.treatmentAuthorisation());
            case TREATMENT_AUTHORISATION -> new PatientCard.Basis(before.notice(), active);
            case AGREEMENT -> before;
        };
    }

    private Optional<ConsentAct> agreed(Piece piece, Agreement agreement, Instant now) {
        if (agreement.kind() != Agreement.Kind.AGREEMENT) {
            return Optional.empty();
        }
        SortedMap<String, Choice> answers = new TreeMap<>();
        agreement
                .options()
                .forEach((code, agreed) -> answers.put(new Item(Item.Kind.OPTION, code).key(), choice(agreed)));
        agreement.recipients().forEach((id, agreed) -> answers.put(recipient(id), choice(agreed)));
        agreement.assistants().forEach((id, agreed) -> answers.put(recipient(id), choice(agreed)));
        Instant from = agreement.from().or(agreement::at).flatMap(this::instant).orElse(Instant.EPOCH);
        Instant until = agreement.until().flatMap(this::instant).orElse(Span.END);
        Instant signed = agreement
                .at()
                .flatMap(this::instant)
                .filter(at -> at.isBefore(now))
                .orElse(now);
        boolean active = agreement.status().equals("active");
        var content = new ConsentAct.Content(answers, new TreeMap<>(), new Span(from, until), "", new TreeMap<>());
        return Optional.of(new ConsentAct(
                piece.id() + "/" + piece.version(),
                active ? ConsentAct.Kind.GIVE : ConsentAct.Kind.WITHDRAW,
                now,
                active ? signed : now,
                content,
                ConsentAct.Signing.by("", ConsentAct.Signer.PATIENT),
                ""));
    }

    private static String recipient(String id) {
        return new Item(Item.Kind.RECIPIENT, id).key();
    }

    private static Choice choice(boolean agreed) {
        return agreed ? Choice.AGREE : Choice.DISAGREE;
    }

    private List<DatedCoding> dated(Piece piece) {
        Map<String, String> dates = piece.scan().dates();
        String onset = dates.getOrDefault("onsetDateTime", dates.getOrDefault("recordedDate", ""));
        Optional<LocalDate> start = day(onset);
        if (start.isEmpty()) {
            return List.of();
        }
        Optional<LocalDate> end = day(dates.getOrDefault("abatementDateTime", ""));
        return piece.scan().codings().stream()
                .filter(coding -> coding.path().startsWith("code"))
                .map(coding -> new DatedCoding(coding, start.get(), end))
                .toList();
    }

    private List<TagPeriod> tags(PatientCard card, PatientCard.Person person, List<DatedCoding> dated) {
        Set<TagPeriod> all = new java.util.LinkedHashSet<>(card.tags());
        all.addAll(identities.of(person.birthDate(), dated));
        return List.copyOf(all);
    }

    private static Optional<LocalDate> day(String written) {
        return written.length() < 10 ? Optional.empty() : Optional.of(LocalDate.parse(written.substring(0, 10)));
    }

    private Optional<Instant> instant(String written) {
        if (written.length() > 10) {
            return Optional.of(java.time.OffsetDateTime.parse(written).toInstant());
        }
        return day(written).map(date -> date.atStartOfDay(setting.zone()).toInstant());
    }

    /** The units of an institution that a patient stands in the care list of. */
    static Set<CareUnit> units(PatientCard card, String institution) {
        Set<CareUnit> units = new TreeSet<>(
                java.util.Comparator.comparing(CareUnit::department).thenComparing(CareUnit::group));
        card.episodes().stream()
                .filter(each -> each.institution().equals(institution))
                .forEach(each -> units.add(each.unit()));
        return units;
    }
}
