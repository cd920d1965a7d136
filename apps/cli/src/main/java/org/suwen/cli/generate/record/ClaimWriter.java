package org.suwen.cli.generate.record;

import java.util.Optional;
import org.suwen.cli.generate.record.Directory.Care;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes bills anew from the few parts that mean something here: dates, diagnoses, items and sums. Insurer, coverage and
 * provider are the invented city's; sums keep Synthea's figures and are named in yuan.
 */
final class ClaimWriter {

    private static final String COVERAGE = "澄澜市城镇职工基本医疗保险";
    private static final String INSURER = "澄澜市医疗保障经办中心";

    private final Chart chart;
    private final Cleaner cleaner;
    private final Care care;

    ClaimWriter(Chart chart, Cleaner cleaner) {
        this.chart = chart;
        this.cleaner = cleaner;
        this.care = chart.care("GP");
    }

    ObjectNode claim(ObjectNode source) {
        ObjectNode claim = common("Claim", source);
        claim.set("provider", chart.directory().institution());
        claim.set("priority", Fhir.concept(Fhir.hl7("processpriority", "normal")));
        optional(claim, "prescription", source);
        claim.set("insurance", insurance(true));
        diagnoses(claim, source);
        items(claim, source);
        claim.set("total", yuan(source.path("total")));
        return claim;
    }

    ObjectNode explanation(ObjectNode source) {
        ObjectNode explanation = common("ExplanationOfBenefit", source);
        explanation.set("insurer", Fhir.object().put("display", INSURER));
        explanation.set("provider", chart.directory().institution());
        optional(explanation, "claim", source);
        explanation.put("outcome", "complete");
        diagnoses(explanation, source);
        explanation.set("insurance", insurance(false));
        items(explanation, source);
        ObjectNode total = Fhir.object();
        total.set("category", Fhir.concept(Fhir.hl7("adjudication", "submitted")));
        total.set("amount", yuan(source.path("total").path(0).path("amount")));
        explanation.set("total", Fhir.array(total));
        explanation.set(
                "payment",
                Fhir.object().set("amount", yuan(source.path("payment").path("amount"))));
        return explanation;
    }

    private ObjectNode common(String type, ObjectNode source) {
        ObjectNode bill = Fhir.resource(type).put("status", "active");
        bill.set("type", source.path("type").deepCopy());
        bill.put("use", "claim");
        bill.set("patient", chart.patient());
        cleaner.element(source.path("billablePeriod"), care).ifPresent(period -> bill.set("billablePeriod", period));
        bill.put("created", cleaner.date(source.path("created")));
        return bill;
    }

    private static ArrayNode insurance(boolean numbered) {
        ObjectNode insurance = Fhir.object();
        if (numbered) {
            insurance.put("sequence", 1);
        }
        insurance.put("focal", true);
        insurance.set("coverage", Fhir.object().put("display", COVERAGE));
        return Fhir.array(insurance);
    }

    private void diagnoses(ObjectNode bill, ObjectNode source) {
        ArrayNode diagnoses = Fhir.array();
        for (JsonNode diagnosis : source.path("diagnosis")) {
            cleaner.element(diagnosis.path("diagnosisReference"), care).ifPresent(reference -> {
                ObjectNode one = Fhir.object().put("sequence", diagnoses.size() + 1);
                one.set("diagnosisReference", reference);
                diagnoses.add(one);
            });
        }
        if (!diagnoses.isEmpty()) {
            bill.set("diagnosis", diagnoses);
        }
    }

    private void items(ObjectNode bill, ObjectNode source) {
        ArrayNode items = Fhir.array();
        for (JsonNode item : source.path("item")) {
            Optional<JsonNode> product = cleaner.element(item.path("productOrService"), care);
            if (product.isEmpty()) {
                continue;
            }
            ObjectNode one = Fhir.object().put("sequence", items.size() + 1);
            one.set("productOrService", product.get());
            optional(one, "encounter", item);
            items.add(one);
        }
        if (!items.isEmpty()) {
            bill.set("item", items);
        }
    }

    private void optional(ObjectNode target, String name, JsonNode source) {
        if (source.has(name)) {
            cleaner.element(source.path(name), care).ifPresent(value -> target.set(name, value));
        }
    }

    private static ObjectNode yuan(JsonNode money) {
        ObjectNode amount = Fhir.object();
        amount.set("value", money.path("value").isNumber() ? money.path("value") : amount.numberNode(0));
        return amount.put("currency", "CNY");
    }
}
