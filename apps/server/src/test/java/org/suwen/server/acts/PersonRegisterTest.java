package org.suwen.server.acts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Fields;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Role;
import org.suwen.formats.labels.LabelRulesFiles;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.collection.CollectionActs;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.FactorKind;
import org.suwen.server.identity.MemoryDocuments;
import org.suwen.server.notices.TeachBack;
import org.suwen.server.wiring.RulebookFolder;
import tools.jackson.databind.json.JsonMapper;

/** What registers keep of a patient goes with the patient, and nobody else's goes with it (I5). */
class PersonRegisterTest {

    private final MemoryDocuments documents = new MemoryDocuments();
    private final TeachBack teachBack = new TeachBack(documents);
    private CollectionActs collection;

    @BeforeEach
    void open() {
        var fields = new Fields(LabelRulesFiles.read(RulebookFolder.find().resolve("labels")));
        collection = new CollectionActs(documents, fields);
    }

    @Test
    void whatWasCollectedGoesWithItsPatient() {
        act(collection.acts(), "collection.register", caller(Role.OFFICER, "p0"), """
                {"id": "glucometer", "purpose": "diabetes management", "fields": ["blood-biochemistry"],
                 "basis": "CONSENT", "consent": "SEPARATE", "notice": "n1"}""");
        for (String patient : List.of("p1", "p2")) {
            act(
                    collection.acts(),
                    "collection.accept",
                    caller(Role.CONNECTOR, "p0"),
                    "{\"id\": \"glucometer\", \"subject\": \"" + patient + "\", \"fields\": [\"blood-biochemistry\"]}");
        }

        assertForgets(collection);
    }

    @Test
    void howANoticeWasUnderstoodGoesWithItsPatient() {
        for (String patient : List.of("p1", "p2")) {
            act(
                    teachBack.acts(),
                    "teachback.answer",
                    caller(Role.PATIENT, patient),
                    "{\"id\": \"n1\", \"right\": [\"PURPOSE\"]}");
        }

        assertForgets(teachBack);
    }

    @Test
    void patientsAskNothingAboutOthers() {
        assertThat(collection.acts())
                .filteredOn(each -> !each.name().equals("collection.register"))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.roles()).containsExactlyInAnyOrder(Role.CONNECTOR, Role.OFFICER));
        act(teachBack.acts(), "teachback.answer", caller(Role.PATIENT, "p1"), "{\"id\": \"n1\", \"right\": []}");

        String question = "{\"id\": \"n1\", \"account\": \"account-p1\"}";
        assertThat(asked(caller(Role.PATIENT, "p2"), question).reason()).contains("PURPOSE");
        assertThat(asked(caller(Role.PATIENT, "p1"), question).values()).containsEntry("state", "PENDING");
    }

    private ActOutcome asked(Caller caller, String question) {
        return outcome(teachBack.acts(), "teachback.state", caller, question);
    }

    private static void assertForgets(PersonRegister register) {
        assertThat(register.about("p1")).isEqualTo(1);
        assertThat(register.forget("p1")).isEqualTo(1);
        assertThat(register.about("p1")).isZero();
        assertThat(register.forget("p1")).isZero();
        assertThat(register.about("p2")).isEqualTo(1);
    }

    private static Caller caller(Role role, String patient) {
        return new Caller(
                "account-" + patient,
                role == Role.CONNECTOR ? ActorKind.APP : ActorKind.PERSON,
                role,
                Set.of(FactorKind.PASSWORD, FactorKind.ONE_TIME_CODE),
                "127.0.0.1",
                Duration.ZERO,
                role == Role.PATIENT ? List.of(patient) : List.of(),
                "test");
    }

    private static void act(List<Known> acts, String name, Caller caller, String body) {
        ActOutcome outcome = outcome(acts, name, caller, body);
        assertThat(outcome.reason()).as(outcome.told()).isEmpty();
        outcome.commit().run();
    }

    private static ActOutcome outcome(List<Known> acts, String name, Caller caller, String body) {
        var doing = new Doing(
                caller,
                Instant.parse("2026-03-02T02:00:00Z"),
                ZoneId.of("Asia/Shanghai"),
                JsonMapper.shared().readTree(body));
        return acts.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .handler()
                .act(doing);
    }
}
