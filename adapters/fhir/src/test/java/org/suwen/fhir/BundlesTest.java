package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BundlesTest {
    private static final byte[] BUNDLE = Samples.json("""
            {'resourceType':'Bundle','type':'transaction','entry':[
             {'fullUrl':'urn:uuid:1','resource':{'resourceType':'Patient','id':'old','meta':{'versionId':'9','profile':['http://p']},'birthDate':'1990'},'request':{'method':'POST','url':'Patient'}},
             {'resource':{'code':{'text':'药'},'resourceType':'Condition','subject':{'reference':'urn:uuid:1'},
               'recorder':{'reference':'Practitioner?identifier=https://suwen.org/fhir/staff|dr.lin'},'asserter':{'reference':'Practitioner/7'}},
              'request':{'method':'PUT','url':'Condition/c7','ifMatch':'W/\\'3\\''}}]}""");
    private static final Rewriting.Stamp STAMP =
            new Rewriting.Stamp("n1", 2, Instant.parse("2026-03-01T02:03:04.567891Z"));

    private final ReferenceResolver resolver = new ReferenceResolver() {
        @Override
        public Optional<String> byFullUrl(String fullUrl) {
            return fullUrl.equals("urn:uuid:1") ? Optional.of("Patient/n1") : Optional.empty();
        }

        @Override
        public Optional<String> byIdentifier(String type, String system, String value) {
            return (type + system + value).equals("Practitionerhttps://suwen.org/fhir/staffdr.lin")
                    ? Optional.of("Practitioner/lin")
                    : Optional.empty();
        }
    };

    @Test
    void readsEntriesWithoutReadingTheirResources() {
        Bundles bundle = Bundles.read(BUNDLE);

        assertThat(bundle.kind()).isEqualTo("transaction");
        assertThat(bundle.entries()).extracting(Bundles.Entry::type).containsExactly("Patient", "Condition");
        assertThat(bundle.entries().get(1).id()).isEqualTo("c7");
        assertThat(new String(bundle.resource(bundle.entries().get(1)), StandardCharsets.UTF_8))
                .startsWith("{\"code\"")
                .endsWith("}}");
    }

    @Test
    void rewritesIdVersionAndReferences() {
        Bundles bundle = Bundles.read(BUNDLE);

        assertThat(rewritten(bundle, 0))
                .isEqualTo(
                        "{\"resourceType\":\"Patient\",\"id\":\"n1\",\"meta\":{\"versionId\":\"2\",\"lastUpdated\":\"2026-03-01T02:03:04.567Z\",\"profile\":[\"http://p\"]},\"birthDate\":\"1990\"}");
        assertThat(rewritten(bundle, 1))
                .contains(
                        "\"reference\":\"Patient/n1\"",
                        "\"reference\":\"Practitioner/lin\"",
                        "\"reference\":\"Practitioner/7\"",
                        "药")
                .doesNotContain("urn:uuid");
    }

    @Test
    void aReferenceToNothingIsRefused() {
        for (String reference : List.of("urn:uuid:2", "Practitioner?identifier=a|b", "Patient?name=x")) {
            byte[] resource = Samples.json("{'resourceType':'Condition','subject':{'reference':'" + reference + "'}}");

            assertThatThrownBy(() -> Rewriting.rewrite(resource, STAMP, resolver))
                    .isInstanceOfSatisfying(
                            InvalidFhirException.class,
                            e -> assertThat(e.issues().get(0).code()).isEqualTo("not-found"));
        }
    }

    @Test
    void otherMethodsTypesAndDoubleAddressesAreRefused() {
        refused("'method':'POST','url':'Patient'", "'method':'DELETE','url':'Patient'");
        refused("'method':'POST','url':'Patient'", "'method':'POST','url':'Observation'");
        refused("'type':'transaction'", "'type':'collection'");
        refused("{'resource':{'code'", "{'fullUrl':'urn:uuid:1','resource':{'code'");
        refused("'resourceType':'Condition'", "'resourceType':'Nothing'");
    }

    private static void refused(String from, String to) {
        String text =
                new String(BUNDLE, StandardCharsets.UTF_8).replace(from.replace('\'', '"'), to.replace('\'', '"'));

        assertThatThrownBy(() -> Bundles.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidFhirException.class);
    }

    @Test
    void aSearchsetIsAStructurallyValidBundle() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Searchsets bundle = Searchsets.start(
                bytes, OptionalLong.of(1), new Searchsets.Link("self", "http://h/fhir/Patient?a=\"b"))) {
            bundle.entry(
                    "http://h/fhir/Patient/1",
                    Samples.json("{'resourceType':'Patient','id':'1'}"),
                    Searchsets.Mode.MATCH);
            bundle.entry(
                    "",
                    Outcomes.withheld(
                            new Outcomes.Told("TITLE_CAP", List.of("DOC-13"), "超出职称权限", "above the title's cap")),
                    Searchsets.Mode.OUTCOME);
        }

        assertThat(StructureCheck.check(bytes.toByteArray())).isEmpty();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("超出职称权限", "\"code\":\"suppressed\"", "\"mode\":\"outcome\"");
    }

    @Test
    void anEmptySearchsetAndAFaultOfTheInputAreValidToo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Searchsets.start(bytes, OptionalLong.empty()).close();

        assertThat(StructureCheck.check(bytes.toByteArray())).isEmpty();
        List<FhirIssue> issues = StructureCheck.check(Samples.json("{'resourceType':'Patient','x':1}"));
        assertThat(StructureCheck.check(Outcomes.invalid(issues))).isEmpty();
    }

    private String rewritten(Bundles bundle, int entry) {
        byte[] resource = bundle.resource(bundle.entries().get(entry));
        return new String(Rewriting.rewrite(resource, STAMP, resolver), StandardCharsets.UTF_8);
    }
}
