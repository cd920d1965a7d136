package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StructureCheckTest {
    static List<String> sampleTypes() {
        return Samples.types();
    }

    @ParameterizedTest
    @MethodSource("sampleTypes")
    void acceptsWhatSyntheaMakes(String type) {
        assertThat(StructureCheck.check(Samples.of(type))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{'resourceType':'Patient','nmae':[]} # Patient.nmae # structure",
                "{'resourceType':'Patient','name':{'family':'x'}} # Patient.name # structure",
                "{'resourceType':'Patient','gender':['male']} # Patient.gender # structure",
                "{'resourceType':'Patient','gender':'man'} # Patient.gender # value",
                "{'resourceType':'Patient','birthDate':'2023-02-29'} # Patient.birthDate # value",
                "{'resourceType':'Patient','birthDate':20230101} # Patient.birthDate # structure",
                "{'resourceType':'Patient','birthDate':null} # Patient.birthDate # structure",
                "{'resourceType':'Patient','active':'true'} # Patient.active # structure",
                "{'resourceType':'Patient','name':[]} # Patient.name # structure",
                "{'resourceType':'Patient','name':[{}]} # Patient.name[0] # structure",
                "{'resourceType':'Patient','name':[{'given':['a',null]}]} # Patient.name[0] # structure",
                "{'resourceType':'Patient','name':[{'given':['']}]} # Patient.name[0].given[0] # value",
                "{'resourceType':'Patient','deceasedBoolean':true,'deceasedDateTime':'2020'} # Patient.deceasedDateTime # structure",
                "{'resourceType':'Patient','deceasedBoolean':true,'_deceasedDateTime':{'id':'a'}} # Patient._deceasedDateTime # structure",
                "{'resourceType':'Patient','active':true,'active':true} # Patient.active # structure",
                "{'resourceType':'Patient','contained':[{'resourceType':'Nope'}]} # Patient.contained[0] # structure",
                "{'resourceType':'Patient','contained':[{'id':'a','resourceType':'Observation'}]} # Patient.contained[0] # required",
                "{'resourceType':'Patient','extension':[{'valueString':'a'}]} # Patient.extension[0] # required",
                "{'resourceType':'Patient','extension':[{'url':'http://a'}]} # Patient.extension[0] # invalid",
                "{'resourceType':'Observation','code':{'text':'a'}} # Observation # required",
                "{'resourceType':'Observation','status':'final','code':{'text':'a'},'valueQuantity':{'value':'1'}} # Observation.valueQuantity.value # structure",
                "{'resourceType':'Patient','id':'a b'} # Patient.id # value",
                "{'resourceType':'Patient'} {} # Patient # structure",
                "{'resourceType':'Unicorn'} # $this # structure",
                "[] # $this # structure",
                "{'resourceType':'Patient' # $this # invalid"
            })
    void findsTheFaultAndNamesItsPlace(String json, String path, String code) {
        List<FhirIssue> issues = StructureCheck.check(Samples.json(json));

        assertThat(issues).isNotEmpty();
        assertThat(issues.get(0).code()).isEqualTo(code.strip());
        if (!json.contains("} {}")) {
            assertThat(issues.get(0).path()).isEqualTo(path.strip());
        }
        assertThat(issues.get(0).line()).isEqualTo(1);
    }

    @Test
    void lineAndColumnPointAtTheValue() {
        List<FhirIssue> issues = StructureCheck.check(Samples.json("{'resourceType':'Patient',\n  'gender': 'x'\n}"));

        assertThat(issues).hasSize(1);
        assertThat(issues.get(0).line()).isEqualTo(2);
        assertThat(issues.get(0).column()).isEqualTo(13);
    }

    @Test
    void theTypeMayStandLast() {
        assertThat(StructureCheck.check(
                        Samples.json("{'contained':[{'id':'a','resourceType':'Patient'}],'resourceType':'Patient'}")))
                .isEmpty();
    }

    @Test
    void aPrimitiveMayHaveAnExtensionInItsPlace() {
        String absent =
                "{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'masked'}]}";

        assertThat(StructureCheck.check(
                        Samples.json("{'resourceType':'Observation','_status':" + absent + ",'code':{'text':'a'}}")))
                .isEmpty();
        assertThat(StructureCheck.check(Samples.json(
                        "{'resourceType':'Patient','name':[{'given':['a',null],'_given':[null," + absent + "]}]}")))
                .isEmpty();
    }

    @Test
    void messagesCarryNoValue() {
        List<FhirIssue> issues = StructureCheck.check(Samples.json(
                "{'resourceType':'Patient','birthDate':'SECRET-1','gender':'SECRET-2','SECRET 3':1,'id':'SECRET 4'}"));

        assertThat(issues.toString()).doesNotContain("SECRET-1", "SECRET-2", "SECRET 4");
    }

    @Test
    void depthIsLimitedAndIssuesAreToo() {
        String deep = "{\"extension\":[".repeat(200);
        assertThat(StructureCheck.check(
                        ("{\"resourceType\":\"Patient\"," + deep.substring(1)).getBytes(StandardCharsets.UTF_8)))
                .extracting(FhirIssue::code)
                .contains("invalid");
        String many = "{\"resourceType\":\"Patient\"" + ",\"x\":1".repeat(100) + "}";
        assertThat(StructureCheck.check(many.getBytes(StandardCharsets.UTF_8))).hasSize(FhirLimits.MAX_ISSUES);
    }

    @Test
    void requireThrowsWithAllIssues() {
        assertThatThrownBy(() -> StructureCheck.require(Samples.json("{'resourceType':'Patient','a':1,'b':2}")))
                .isInstanceOfSatisfying(
                        InvalidFhirException.class, e -> assertThat(e.issues()).hasSize(2));
    }
}
