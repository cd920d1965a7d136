package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.suwen.decision.Action;
import org.suwen.decision.Provision;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Span;

class PrivacyConsentsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String HEAD =
            "{'resourceType':'Consent','status':'active','patient':{'reference':'Patient/p'},'scope':{'coding':[{'code':'patient-privacy'}]}";
    private static final String TREAT =
            "'purpose':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'TREAT'}]";

    @Test
    void readsAnExceptionInsideAnAgreement() {
        List<Provision> clauses = clauses("'provision':{'type':'permit'," + TREAT
                + ",'provision':[{'type':'deny','securityLabel':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSY'}],"
                + "'actor':[{'reference':{'reference':'Organization/H2'}}]}]}");

        assertThat(clauses).hasSize(1);
        assertThat(clauses.get(0).permit()).isTrue();
        assertThat(clauses.get(0).reach().purposes()).containsExactly(Purpose.TREATMENT);
        Provision inner = clauses.get(0).exceptions().get(0);
        assertThat(inner.path()).isEqualTo("Consent.provision.provision[0]");
        assertThat(inner.reach().what().labels()).containsExactly("MENTAL_DISORDER");
        assertThat(inner.reach().who().ids()).containsExactly("H2");
    }

    @Test
    void readsR5ExceptionsAsTheOppositeOfWhatIsAroundThem() {
        String r5 = "{'resourceType':'Consent','status':'active','subject':{'reference':'Patient/p'},'decision':'deny',"
                + "'provision':[{" + TREAT
                + ",'provision':[{'actor':[{'reference':{'reference':'Practitioner/x'}}]}]}]}";

        Provision base = read(r5).clauses().get(0);

        assertThat(base.permit()).isFalse();
        assertThat(base.exceptions().get(0).permit()).isTrue();
        assertThat(base.exceptions().get(0).exceptions().get(0).permit()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"basic-normal, true", "all-normal, true", "break-glass-only, false", "deny, false"})
    void knowsTheImplicitPolicies(String name, boolean permit) {
        List<Provision> clauses = clauses("'policy':[{'uri':'https://profiles.ihe.net/ITI/PCF/Policy-" + name + "'}]");

        assertThat(clauses).hasSize(1);
        assertThat(clauses.get(0).permit()).isEqualTo(permit);
    }

    @Test
    void anAgreementUpToRestrictedCoversNormalAndARefusalOfRestrictedLeavesNormal() {
        String label =
                "'securityLabel':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'R'}]";

        assertThat(clauses("'provision':{'type':'permit'," + TREAT + "," + label + "}")
                        .get(0)
                        .reach()
                        .what()
                        .labels())
                .containsExactlyInAnyOrder("NORMAL", "RESTRICTED");
        assertThat(clauses("'provision':{'type':'deny'," + label + "}")
                        .get(0)
                        .reach()
                        .what()
                        .labels())
                .containsExactly("RESTRICTED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "'provision':{'provision':[{" + TREAT + "}]} ~ Consent.provision.provision[0].type",
                "'provision':{'type':'allow'} ~ Consent.provision.type",
                "'provision':{'period':{'start':'2025'}} ~ Consent.provision.type",
                "'provision':{'type':'permit','purpose':[{'system':'x','code':'EVERYTHING'}]} ~ Consent.provision.purpose[0]",
                "'provision':{'type':'permit','action':[{'coding':[{'system':'x','code':'y'}]}]} ~ Consent.provision.action[0]",
                "'provision':{'type':'deny','securityLabel':[{'system':'x','code':'SECRET'}]} ~ Consent.provision.securityLabel[0]",
                "'provision':{'type':'deny','securityLabel':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'V'}]} ~ Consent.provision.securityLabel[0]",
                "'provision':{'type':'deny','class':[{'system':'x','code':'y'}]} ~ Consent.provision.class[0]",
                "'provision':{'type':'deny','actor':[{'reference':{'display':'somebody'}}]} ~ Consent.provision.actor[0].reference",
                "'provision':{'type':'deny','actor':[{'reference':{'reference':'Group/g'}}]} ~ Consent.provision.actor[0].reference",
                "'provision':{'type':'deny','data':[{'meaning':'related','reference':{'reference':'Observation/x'}}]} ~ Consent.provision.data[0]",
                "'provision':{'type':'deny','period':{'start':'soon'}} ~ Consent.provision.period.start",
                "'provision':{'type':'deny','period':{'start':'2025-02','end':'2024'}} ~ Consent.provision.period",
                "'provision':{'type':'deny','expression':'x'} ~ Consent.provision.expression",
                "'modifierExtension':[{'url':'x'}],'provision':{'type':'deny'} ~ Consent.modifierExtension",
                "'language':'zh' ~ Consent.provision"
            })
    void aBrokenConsentIsRefusedAtItsElementAndSaysWhatToDo(String body, String element) {
        InvalidFhirException refused = catchThrowableOfType(InvalidFhirException.class, () -> clauses(body));

        FhirIssue issue = refused.issues().get(0);
        assertThat(issue.path()).isEqualTo(element);
        assertThat(issue.message()).contains(";").doesNotEndWith(".");
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadBack(@ForAll long seed) {
        var random = new Random(seed);
        List<Provision> clauses = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            clauses.add(clause(random, "Consent.provision.provision[" + i + "]", 3));
        }
        var consent = new PrivacyConsent("Patient/p", "active", Optional.empty(), false, clauses);

        assertThat(PrivacyConsents.read(ConsentWriter.write("c", consent), ZONE))
                .isEqualTo(consent);
    }

    @Property(tries = 2_000)
    void brokenTextNeverEndsInAnythingButARefusal(@ForAll long seed) {
        var random = new Random(seed);
        var consent = new PrivacyConsent(
                "Patient/p",
                "active",
                Optional.empty(),
                false,
                List.of(clause(random, "Consent.provision.provision[0]", 2)));
        byte[] bytes = ConsentWriter.write("c", consent);
        for (int i = 0; i <= random.nextInt(3); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:x/|0 ".charAt(random.nextInt(12));
        }
        try {
            assertThat(PrivacyConsents.read(bytes, ZONE).clauses()).isNotEmpty();
        } catch (InvalidFhirException refused) {
            assertThat(refused.issues()).isNotEmpty();
        }
    }

    private static Provision clause(Random random, String path, int depth) {
        List<Provision> inner = new ArrayList<>();
        for (int i = 0; depth > 0 && i < random.nextInt(3); i++) {
            inner.add(clause(random, path + ".provision[" + i + "]", depth - 1));
        }
        var reach = new Provision.Reach(
                new Provision.Who(
                        some(random, "H1", "dr.x"),
                        some(random, "GE", "CA"),
                        random.nextBoolean() ? Set.of() : Set.of(Role.MODEL)),
                random.nextBoolean() ? Set.of() : Set.of(Purpose.RESEARCH, Purpose.TEACHING),
                random.nextBoolean() ? Set.of() : Set.of(Action.READ),
                new Provision.What(
                        some(random, "Observation", "Condition"),
                        some(random, "LAB_REPORT", "GENOME"),
                        some(random, "MENTAL_DISORDER", "RESTRICTED")),
                span(random),
                new Provision.Rows(
                        span(random), some(random, "r1", "r2"), some(random, "http://loinc.org|1-8", "s|x")));
        return new Provision(path, random.nextBoolean(), reach, inner);
    }

    private static Set<String> some(Random random, String left, String right) {
        return switch (random.nextInt(4)) {
            case 0 -> Set.of(left);
            case 1 -> Set.of(left, right);
            default -> Set.of();
        };
    }

    private static Span span(Random random) {
        Instant from = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1_000_000));
        return random.nextInt(3) == 0 ? new Span(from, from.plusSeconds(random.nextInt(1_000))) : Span.ALWAYS;
    }

    private static List<Provision> clauses(String body) {
        return read(HEAD + "," + body + "}").clauses();
    }

    private static PrivacyConsent read(String json) {
        return PrivacyConsents.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ZONE);
    }
}
