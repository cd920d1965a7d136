package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentifierKind;

class ProjectionTest {
    private static final byte[] PATIENT = Samples.json("""
            {'resourceType':'Patient','id':'p1','meta':{'versionId':'1','tag':[{'code':'ZHANGSAN'}]},
            'text':{'status':'generated','div':'<div>ZHANGSAN</div>'},
            'contained':[{'resourceType':'RelatedPerson','id':'r','name':[{'text':'ZHANGSAN'}],'patient':{'display':'ZHANGSAN'}}],
            'extension':[{'url':'http://x','valueString':'ZHANGSAN'}],
            'identifier':[{'system':'http://id','value':'110101199001011237','assigner':{'display':'office'}}],
            'name':[{'text':'ZHANGSAN','family':'ZHANG','given':['SAN']}],'gender':'male','_birthDate':{'extension':[{'url':'http://x','valueString':'ZHANGSAN'}]},
            'birthDate':'1990-01-01','generalPractitioner':[{'reference':'Practitioner/1','display':'ZHANGSAN'},{'reference':'#r'}]}""");
    private static final byte[] CONDITION = Samples.json("""
            {'resourceType':'Condition','id':'c','text':{'status':'generated','div':'<div>SECRETNOTE</div>'},
            'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},
            'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10','code':'K29.5','display':'gastritis'}]},
            'subject':{'reference':'Patient/p1','display':'ZHANGSAN'},'note':[{'text':'SECRETNOTE of ZHANGSAN'}],
            'evidence':[{'code':[{'text':'SECRETEVIDENCE'}]}],'severity':{'text':'SEVERE'},'unknownElement':'SECRETX'}""");
    private final Projection projection = new Projection(Samples.ELEMENTS);

    @Test
    void nothingToTakeAwayGivesTheSameBytesUnread() {
        byte[] odd = {1, 2, 3};

        assertThat(projection.apply(odd, Reduction.NONE)).isSameAs(odd);
    }

    @Test
    void aMaskedNameStandsNowhereAndSaysThatItIsMasked() {
        String text = text(PATIENT, Reduction.masking(EnumSet.of(IdentifierKind.NAME)));

        assertThat(text).doesNotContain("ZHANG", "\"SAN\"", "contained", "http://x", "#r");
        assertThat(text)
                .contains(
                        "\"name\":[{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"masked\"}]}]")
                .contains(
                        "\"gender\":\"male\"",
                        "110101199001011237",
                        "\"status\":\"empty\"",
                        "REDACTED",
                        "SUBSETTED",
                        "\"versionId\":\"1\"");
        assertThat(StructureCheck.check(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aMaskedPrimitiveKeepsItsPlaceAsAnExtension() {
        String text = text(PATIENT, Reduction.masking(EnumSet.of(IdentifierKind.BIRTH_DATE)));

        assertThat(text).doesNotContain("1990-01-01").contains("\"_birthDate\":{\"extension\":");
        assertThat(StructureCheck.check(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void theOverviewOfADiagnosisIsItsName() {
        String text = text(CONDITION, Reduction.to(Granularity.OVERVIEW));

        assertThat(text)
                .contains("K29.5", "gastritis", "Patient/p1", "SUBSETTED")
                .doesNotContain("SECRET", "SEVERE", "ZHANGSAN", "REDACTED");
        assertThat(text(CONDITION, Reduction.to(Granularity.SUMMARY)))
                .contains("SEVERE")
                .doesNotContain("SECRET");
    }

    @Test
    void aRequiredElementAboveTheGranularityIsMaskedRatherThanMissing() {
        byte[] request = Samples.json(
                "{'resourceType':'MedicationRequest','status':'active','intent':'order',"
                        + "'medicationCodeableConcept':{'text':'DRUG'},'subject':{'reference':'Patient/1'},'dosageInstruction':[{'text':'twice'}]}");

        String overview = text(request, Reduction.to(Granularity.OVERVIEW));
        assertThat(overview).doesNotContain("DRUG", "twice").contains("medicationCodeableConcept", "REDACTED");
        assertThat(StructureCheck.check(overview.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(text(request, Reduction.to(Granularity.SUMMARY)))
                .contains("DRUG")
                .doesNotContain("twice");
    }

    @Test
    void aSecretIsFoundInFreeText() {
        String text = text(CONDITION, new Reduction(Set.of(), Granularity.DETAIL, Set.of(), Set.of("ZHANGSAN")));

        assertThat(text).doesNotContain("ZHANGSAN", "SECRETX").contains("SECRETEVIDENCE", "REDACTED");
        assertThat(StructureCheck.check(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void namedFieldsAreDropped() {
        byte[] pulse = Samples.json(
                "{'resourceType':'Observation','status':'final','code':{'text':'p'},'valueQuantity':{'value':1.10},'component':[{'code':{'text':'where'},'valueString':'HOME'}]}");

        String text = text(pulse, new Reduction(Set.of(), Granularity.DETAIL, Set.of("component"), Set.of()));
        assertThat(text).doesNotContain("HOME").contains("\"value\":1.10");
    }

    @Test
    void attachmentsAreEmptiedWhenIdentifiersAreMasked() {
        byte[] document = Samples.json(
                "{'resourceType':'DocumentReference','status':'current','content':[{'attachment':{'contentType':'text/plain','data':'WkhBTkdTQU4=','title':'ZHANG'}}]}");

        String text = text(document, Reduction.masking(EnumSet.of(IdentifierKind.NAME)));
        assertThat(text).doesNotContain("WkhBTkdTQU4=", "ZHANG").contains("text/plain");
    }

    private String text(byte[] resource, Reduction reduction) {
        return new String(projection.apply(resource, reduction), StandardCharsets.UTF_8);
    }
}
