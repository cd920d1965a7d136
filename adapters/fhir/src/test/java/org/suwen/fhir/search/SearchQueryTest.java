package org.suwen.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.suwen.fhir.search.SearchQuery.Given;

class SearchQueryTest {
    private static final SearchSetting SETTING = new SearchSetting(
            ZoneId.of("Asia/Shanghai"), Instant.parse("2026-11-22T00:00:00Z"), "https://h.example/fhir/");

    private static final Small RECORD = new Small(List.of(
            seen(
                    "{'resourceType':'Patient','id':'p','name':[{'family':'Müller','given':['Änne']}],'birthDate':'1980-05',"
                            + "'telecom':[{'system':'phone','value':'555'},{'system':'email','value':'a@b'}]}"),
            seen("{'resourceType':'Patient','id':'q','_birthDate':{'extension':[{'url':"
                    + "'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'masked'}]}}"),
            seen("{'resourceType':'Encounter','id':'e','status':'finished','class':{'code':'AMB'},"
                    + "'subject':{'reference':'Patient/p'},'period':{'start':'2026-01-31T23:30:00+08:00'}}"),
            seen(
                    "{'resourceType':'Observation','id':'o1','status':'final','code':{'coding':[{'system':'http://loinc.org',"
                            + "'code':'8867-4','display':'Heart rate'}]},'subject':{'reference':'Patient/p'},"
                            + "'encounter':{'reference':'Encounter/e'},'effectiveDateTime':'2026-02-01',"
                            + "'valueQuantity':{'value':61.5,'unit':'beats','system':'http://unitsofmeasure.org','code':'/min'}}"),
            seen("{'resourceType':'Observation','id':'o2','status':'amended','code':{'coding':[{'system':'urn:own',"
                    + "'code':'8867-4'}],'text':'puls'},'subject':{'reference':'https://h.example/fhir/Patient/p'},"
                    + "'effectivePeriod':{'start':'2026-02-01','end':'2026-02-03'},"
                    + "'component':[{'code':{'coding':[{'code':'x'}]},'valueQuantity':{'value':1}},"
                    + "{'code':{'coding':[{'code':'y'}]},'valueQuantity':{'value':2}}]}"),
            seen("{'resourceType':'DiagnosticReport','id':'r','status':'final','code':{'text':'r'},"
                    + "'subject':{'reference':'Patient/p'},'result':[{'reference':'Observation/o1'},"
                    + "{'reference':'Observation/hidden'}]}")));

    private record Small(List<Seen> all) implements SeenRecord {
        @Override
        public List<Seen> all(String type) {
            return all.stream().filter(each -> each.type().equals(type)).toList();
        }

        @Override
        public Optional<Seen> one(String type, String id) {
            return all(type).stream().filter(each -> each.id().equals(id)).findFirst();
        }
    }

    private static Seen seen(String json) {
        return Seen.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static SearchQuery query(String type, String... given) {
        List<Given> all = new ArrayList<>();
        for (String each : given) {
            int sign = each.indexOf('=');
            all.add(new Given(each.substring(0, sign), each.substring(sign + 1)));
        }
        return SearchQuery.of(type, all, SETTING, false);
    }

    private static List<String> found(String type, String... given) {
        SearchQuery query = query(type, given);
        return query.matches(RECORD).stream()
                .sorted((one, other) -> query.order().compare(one.key(), other.key()))
                .map(match -> match.seen().id())
                .toList();
    }

    @Test
    void tokensMatchByCodeSystemTextAndTheirContrary() {
        assertThat(found("Observation", "code=8867-4")).containsExactly("o1", "o2");
        assertThat(found("Observation", "code=http://loinc.org|8867-4")).containsExactly("o1");
        assertThat(found("Observation", "code=|8867-4")).isEmpty();
        assertThat(found("Observation", "code=urn:own|")).containsExactly("o2");
        assertThat(found("Observation", "code:text=heart")).containsExactly("o1");
        assertThat(found("Observation", "status:not=final,none")).containsExactly("o2");
        assertThat(found("Patient", "phone=555")).containsExactly("p");
        assertThat(found("Patient", "email=555")).isEmpty();
        assertThat(found("Patient", "deceased=false")).containsExactly("p", "q");
    }

    @Test
    void whatIsMaskedIsMissing() {
        assertThat(found("Patient", "birthdate:missing=true")).containsExactly("q");
        assertThat(found("Patient", "birthdate=1980")).containsExactly("p");
        assertThat(found("Patient", "birthdate=ne1980")).isEmpty();
        assertThat(found("Patient", "_sort=birthdate")).containsExactly("p", "q");
        assertThat(found("Patient", "_sort=-birthdate")).containsExactly("p", "q");
    }

    @Test
    void textsMatchWithoutCaseAndAccents() {
        assertThat(found("Patient", "name=MULL")).containsExactly("p");
        assertThat(found("Patient", "name:exact=müller")).isEmpty();
        assertThat(found("Patient", "name:contains=nn")).containsExactly("p");
    }

    @Test
    void datesAreStretchesOfTimeInTheHospitalsZone() {
        assertThat(found("Observation", "date=2026-02-01")).containsExactly("o1");
        assertThat(found("Observation", "date=2026-02")).containsExactly("o1", "o2");
        assertThat(found("Observation", "date=gt2026-02-01")).containsExactly("o2");
        assertThat(found("Observation", "date=sa2026-01-31", "date=eb2026-02-02"))
                .containsExactly("o1");
        assertThat(found("Encounter", "date=ge2026-01-31", "date=lt2026-02-01")).containsExactly("e");
        assertThat(found("Encounter", "date=2026")).as("it has no end").isEmpty();
    }

    @Test
    void quantitiesHaveThePrecisionTheyAreWrittenIn() {
        assertThat(found("Observation", "value-quantity=61.5")).containsExactly("o1");
        assertThat(found("Observation", "value-quantity=62||/min")).containsExactly("o1");
        assertThat(found("Observation", "value-quantity=61.4")).isEmpty();
        assertThat(found("Observation", "value-quantity=gt61|http://unitsofmeasure.org|/min"))
                .containsExactly("o1");
        assertThat(found("Observation", "component-code-value-quantity=x$1")).containsExactly("o2");
        assertThat(found("Observation", "component-code-value-quantity=x$2")).isEmpty();
    }

    @Test
    void chainsAndReverseChainsFollowWhatMayBeSeen() {
        assertThat(found("Observation", "subject:Patient.name=mull")).containsExactly("o1", "o2");
        assertThat(found("Observation", "encounter.class=AMB")).containsExactly("o1");
        assertThat(found("Patient", "_has:Observation:patient:code=8867-4")).containsExactly("p");
        assertThat(found("Encounter", "_has:Observation:encounter:_has:DiagnosticReport:result:status=final"))
                .containsExactly("e");
        assertThat(found("DiagnosticReport", "result.code=none")).isEmpty();
    }

    @Test
    void includesBringWhatMayBeSeenOnce() {
        SearchQuery query =
                query("DiagnosticReport", "_include=DiagnosticReport:result", "_include:iterate=Observation:encounter");
        List<Seen> matches =
                query.matches(RECORD).stream().map(SearchQuery.Match::seen).toList();
        assertThat(query.included(matches, RECORD)).extracting(Seen::id).containsExactlyInAnyOrder("o1", "e");
        SearchQuery reverse = query("Encounter", "_revinclude=Observation:encounter");
        assertThat(reverse.included(
                        reverse.matches(RECORD).stream()
                                .map(SearchQuery.Match::seen)
                                .toList(),
                        RECORD))
                .extracting(Seen::id)
                .containsExactly("o1");
    }

    @Test
    void anchorsAreWhatEveryMatchHangsOn() {
        assertThat(query("Observation", "patient=p", "code=x").anchors())
                .containsExactly(List.of(new Anchor.Named("Patient", "p")));
        assertThat(query("Observation", "patient.identifier=urn:s|1").anchors())
                .containsExactly(List.of(new Anchor.Identity("identifier", "urn:s", "1")));
        assertThat(query("Observation", "_id:not=p", "patient:missing=false").anchors())
                .isEmpty();
        assertThat(query("Patient", "_has:Observation:patient:code=8867-4").anchors())
                .isEmpty();
    }

    @Test
    void formsLeaveOutWhatWasNotAskedFor() {
        byte[] resource =
                "{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"code\":{},\"note\":[{}]}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(text(query("Observation", "_elements=note").shaped("Observation", resource)))
                .contains("\"note\"", "\"status\"", "SUBSETTED");
        assertThat(text(query("Observation", "_summary=true").shaped("Observation", resource)))
                .doesNotContain("note")
                .contains("\"code\"");
        assertThat(query("Observation", "_summary=count").countOnly()).isTrue();
        assertThat(query("Observation", "patient=p").shaped("Observation", resource))
                .isSameAs(resource);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNotOfferedIsRefusedByName() {
        for (String given : List.of(
                "no-such=1",
                "code:in=x",
                "date=yesterday",
                "_count=-1",
                "_sort=none",
                "_include=Observation",
                "_text=x",
                "value-quantity=1e999",
                "a.b.c.d.e.f=1",
                "code:missing=perhaps",
                "_has:Observation=1")) {
            assertThatThrownBy(() -> query("Observation", given)).as(given).isInstanceOf(SearchException.class);
        }
        SearchQuery lenient = SearchQuery.of("Observation", List.of(new Given("no-such", "1")), SETTING, true);
        assertThat(lenient.ignored()).containsExactly("no-such");
    }

    @Test
    void sortKeysComeBackAsTheyWent() {
        SearchQuery query = query("Observation", "_sort=-date,code");
        for (SearchQuery.Match match : query.matches(RECORD)) {
            assertThat(SortKey.decode(match.key().encode())).isEqualTo(match.key());
        }
    }
}
