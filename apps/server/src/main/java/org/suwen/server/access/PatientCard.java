package org.suwen.server.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.suwen.classification.IdentityTag;
import org.suwen.classification.TagPeriod;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Grant;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.ConsentFile;

/**
 * All that the gate knows about one patient beside the clinical rows, at one subject version.
 *
 * <p>The card is kept as one sealed document; its version is the patient's subject version in the ledger (D18), so
 * that a release which rests on an older card is refused by its number alone.
 *
 * @param person how the patient is shown in lists
 * @param episodes the visits that make somebody a treating party (DOC-12, DOC-16)
 * @param tags special identities with their periods (DOC-20)
 * @param basis notice and treatment authorisation on record (table C)
 * @param consent the patient's choices (AGR-10 to AGR-22)
 * @param grants time-limited grants, break-glass among them
 * @param devices the patient's own devices with their switches (SEN-03, SEN-08)
 * @param accounts who is, or acts for, this patient
 * @param file the acts that {@code consent} comes of (CON-03, DIC-14)
 */
// Nine parts: one document, so that no two of them can be of different versions.
public record PatientCard(
        Person person,
        List<CareEpisode> episodes,
        List<TagPeriod> tags,
        Basis basis,
        ConsentState consent,
        List<Grant> grants,
        List<DeviceBinding> devices,
        Accounts accounts,
        ConsentFile file) {

    /** The largest number of grants, episodes or devices a card holds. */
    static final int LIST_LIMIT = 2_000;

    /** Copies the lists and refuses a card that has outgrown its limit. */
    public PatientCard {
        episodes = List.copyOf(episodes);
        tags = List.copyOf(tags);
        grants = List.copyOf(grants);
        devices = List.copyOf(devices);
        file = Objects.requireNonNullElse(file, ConsentFile.EMPTY); // what was stored before there were files
        if (episodes.size() > LIST_LIMIT || grants.size() > LIST_LIMIT || devices.size() > LIST_LIMIT) {
            throw new IllegalArgumentException("a patient card holds at most `" + LIST_LIMIT + "` items of a kind");
        }
    }

    /**
     * How the patient is shown in lists.
     *
     * @param name full name, empty when not given
     * @param gender FHIR administrative gender, empty when not given
     * @param birthDate date of birth when known
     * @param recordNumber the institution's medical record number, empty when not given
     */
    public record Person(String name, String gender, Optional<LocalDate> birthDate, String recordNumber) {}

    /**
     * What stands on record for the ordinary care relation.
     *
     * @param notice the patient was informed (DOC-06)
     * @param treatmentAuthorisation the authorisation given at admission (A4)
     */
    public record Basis(boolean notice, boolean treatmentAuthorisation) {}

    /**
     * Accounts that are this patient, and guardians who may act for the patient (PAT-04).
     *
     * @param holders account ids of the patient
     * @param guardians account ids of verified guardians
     */
    public record Accounts(Set<String> holders, Set<String> guardians) {
        /** Copies the sets. */
        public Accounts {
            holders = Set.copyOf(holders);
            guardians = Set.copyOf(guardians);
        }
    }

    /** The card of a patient about whom nothing is known yet: no notice, no consent, no relation. */
    public static PatientCard blank() {
        return new PatientCard(
                new Person("", "", Optional.empty(), ""),
                List.of(),
                List.of(),
                new Basis(false, false),
                ConsentState.none(),
                List.of(),
                List.of(),
                new Accounts(Set.of(), Set.of()),
                ConsentFile.EMPTY);
    }

    /**
     * The facts for a decision at a moment.
     *
     * @param patient opaque patient id
     * @param version the subject version of this card
     * @param at the moment of the decision
     * @param zone the institution's time zone, for facts that hold by the day
     */
    PatientFacts facts(String patient, long version, Instant at, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        Set<IdentityTag> identities = tags.stream()
                .filter(period -> period.holdsOn(day))
                .map(TagPeriod::tag)
                .collect(Collectors.toUnmodifiableSet());
        return new PatientFacts(
                patient,
                episodes,
                identities,
                basis.notice(),
                basis.treatmentAuthorisation(),
                consent.withVersion(version),
                grants,
                devices,
                accounts.holders(),
                accounts.guardians());
    }

    /** This card with another consent. */
    public PatientCard withConsent(ConsentState changed) {
        return new PatientCard(person, episodes, tags, basis, changed, grants, devices, accounts, file);
    }

    /** This card with one more act of consent, in force as of {@code now}. */
    public PatientCard withAct(ConsentAct act, Instant now) {
        ConsentFile next = ConsentFiles.of(this).with(act);
        return new PatientCard(person, episodes, tags, basis, next.current(now), grants, devices, accounts, next);
    }

    /** This card with other device bindings. */
    public PatientCard withDevices(List<DeviceBinding> changed) {
        return new PatientCard(person, episodes, tags, basis, consent, grants, changed, accounts, file);
    }

    /** This card with one more grant; grants that ended before {@code now} are dropped. */
    public PatientCard withGrant(Grant grant, Instant now) {
        List<Grant> kept = new ArrayList<>(
                grants.stream().filter(each -> each.end().isAfter(now)).toList());
        kept.add(grant);
        return new PatientCard(person, episodes, tags, basis, consent, kept, devices, accounts, file);
    }

    /** This card without anything that a choice of the patient, or a grant, has opened. */
    PatientCard withoutChoices() {
        return new PatientCard(
                person, episodes, tags, basis, ConsentState.none(), List.of(), List.of(), accounts, ConsentFile.EMPTY);
    }

    /** This card with other accounts. */
    public PatientCard withAccounts(Accounts changed) {
        return new PatientCard(person, episodes, tags, basis, consent, grants, devices, changed, file);
    }
}
