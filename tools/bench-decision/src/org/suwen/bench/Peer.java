package org.suwen.bench;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.DecisionType;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;
import org.ow2.authzforce.core.pdp.api.DecisionRequest;
import org.ow2.authzforce.core.pdp.api.DecisionRequestBuilder;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.ow2.authzforce.core.pdp.impl.PdpEngineConfiguration;
import org.suwen.bench.PlainRules.Plain;
import org.suwen.classification.Category;
import org.suwen.classification.Granularity;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;
import org.suwen.decision.Action;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.CareUnit;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Effect;
import org.suwen.decision.Environment;
import org.suwen.decision.Gate;
import org.suwen.decision.Layer;
import org.suwen.decision.Origin;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Permit;
import org.suwen.decision.Purpose;
import org.suwen.decision.Reason;
import org.suwen.decision.Request;
import org.suwen.decision.Role;
import org.suwen.decision.Rule;
import org.suwen.decision.RuleSchema;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;
import org.suwen.decision.Scope;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Condition;

/** An engine that holds the plain rules. Questions are made ready outside the time that is measured. */
interface Peer {

    /** A question in the form the engine takes. */
    Object ready(Plain question) throws Exception;

    /** Whether it permits. */
    boolean permits(Object ready) throws Exception;

    static Peer named(String name, List<Plain> rules) throws Exception {
        return switch (name) {
            case "suwen" -> new Suwen(rules);
            case "jcasbin" -> new Casbin(rules);
            case "authzforce" -> new Authzforce(rules);
            case "cedar" -> new Cedar(rules);
            default -> throw new IllegalArgumentException("there is no peer `" + name + "`");
        };
    }

    /** Ours. */
    final class Suwen implements Peer {
        private final DecisionEngine engine;

        Suwen(List<Plain> rules) {
            List<Rule> own = new ArrayList<>();
            for (Plain rule : rules) {
                String when = "data.type == \"" + rule.type() + "\" && data.department == \"" + rule.department() + "\"";
                own.add(new Rule(
                        "R" + own.size(), List.of("BENCH"), Gate.GROUND, Layer.NATIONAL, new Text("", ""), "",
                        new Scope(Set.of(Action.valueOf(rule.action())), Set.of(), Set.of(Role.valueOf(rule.role())), Set.of()),
                        Condition.parse(when, RuleSchema.schema(), Map.of()),
                        new Effect.Ground("OWN_DEPARTMENT", "NONE", Set.of(), false), Set.of(), false));
            }
            Text none = new Text("", "");
            List<Reason> reasons = List.of(
                    new Reason(Reason.NO_GROUND, Set.of(), Set.of(), false, false, none, none),
                    new Reason(Reason.RULE_FAULT, Set.of(), Set.of(), false, false, none, none));
            engine = new DecisionEngine(
                    Rulebook.of(List.of(new RulebookPart(Layer.NATIONAL, own, List.of(), reasons, Set.of()))));
        }

        @Override
        public Object ready(Plain question) {
            Actor actor = Actor.plain("a", ActorKind.PERSON, Role.valueOf(question.role()), "H");
            PatientFacts patient = new PatientFacts(
                    "p", List.of(), Set.of(), true, true, ConsentState.none(), List.of(), List.of(), Set.of(), Set.of());
            Labels labels = new Labels(
                    Category.HEALTH_STATUS, 3, Level.DEFAULT, Granularity.DETAIL, Granularity.OVERVIEW, new TreeSet<>(), new TreeSet<>(), Set.of());
            Request request = new Request(
                    actor, Optional.empty(), Purpose.TREATMENT, Action.valueOf(question.action()),
                    Environment.of("10.8.0.1", Set.of(), Duration.ZERO, true), patient, Instant.EPOCH);
            return new Hospital.Question(
                    request, new DecisionClass(question.type(), labels, Optional.of(CareUnit.of(question.department())), new Origin("H", "PERSON")));
        }

        @Override
        public boolean permits(Object ready) {
            Hospital.Question question = (Hospital.Question) ready;
            return engine.decide(question.request(), question.data()) instanceof Permit;
        }
    }

    /** jCasbin with an exact-match model. */
    final class Casbin implements Peer {
        private static final String MODEL = """
                [request_definition]
                r = role, act, type, dept
                [policy_definition]
                p = role, act, type, dept
                [policy_effect]
                e = some(where (p.eft == allow))
                [matchers]
                m = r.role == p.role && r.act == p.act && r.type == p.type && r.dept == p.dept
                """;

        private final Enforcer enforcer;

        Casbin(List<Plain> rules) {
            Model model = new Model();
            model.loadModelFromText(MODEL);
            enforcer = new Enforcer(model);
            enforcer.enableLog(false);
            for (Plain rule : rules) {
                enforcer.addPolicy(rule.role(), rule.action(), rule.type(), rule.department());
            }
        }

        @Override
        public Object ready(Plain question) {
            return new Object[] {question.role(), question.action(), question.type(), question.department()};
        }

        @Override
        public boolean permits(Object ready) {
            return enforcer.enforce((Object[]) ready);
        }
    }

    /** AuthzForce with one XACML 3.0 policy of as many rules. */
    final class Authzforce implements Peer {
        private static final String SUBJECT = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
        private static final String ACTION = "urn:oasis:names:tc:xacml:3.0:attribute-category:action";
        private static final String RESOURCE = "urn:oasis:names:tc:xacml:3.0:attribute-category:resource";

        private final BasePdpEngine engine;

        Authzforce(List<Plain> rules) throws Exception {
            Path folder = Files.createTempDirectory("suwen-bench");
            Path policy = folder.resolve("policy.xml");
            Files.writeString(policy, policy(rules));
            Path config = folder.resolve("pdp.xml");
            Files.writeString(config, """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <pdp xmlns="http://authzforce.github.io/core/xmlns/pdp/8" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="8.0">
                      <policyProvider id="rootPolicyProvider" xsi:type="StaticPolicyProvider"><policyLocation>%s</policyLocation></policyProvider>
                      <rootPolicyRef>root</rootPolicyRef>
                    </pdp>
                    """.formatted(policy.toUri()));
            engine = new BasePdpEngine(PdpEngineConfiguration.getInstance(config.toUri().toString()));
        }

        private static String policy(List<Plain> rules) {
            StringBuilder text = new StringBuilder("""
                    <Policy xmlns="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicyId="root" Version="1.0"
                      RuleCombiningAlgId="urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-unless-permit">
                    <Target/>
                    """);
            int number = 0;
            for (Plain rule : rules) {
                text.append("<Rule RuleId=\"r").append(number++).append("\" Effect=\"Permit\"><Target><AnyOf><AllOf>");
                match(text, SUBJECT, "role", rule.role());
                match(text, ACTION, "act", rule.action());
                match(text, RESOURCE, "type", rule.type());
                match(text, RESOURCE, "dept", rule.department());
                text.append("</AllOf></AnyOf></Target></Rule>\n");
            }
            return text.append("</Policy>").toString();
        }

        private static void match(StringBuilder text, String category, String attribute, String value) {
            text.append("<Match MatchId=\"urn:oasis:names:tc:xacml:1.0:function:string-equal\">")
                    .append("<AttributeValue DataType=\"http://www.w3.org/2001/XMLSchema#string\">").append(value)
                    .append("</AttributeValue><AttributeDesignator Category=\"").append(category)
                    .append("\" AttributeId=\"").append(attribute)
                    .append("\" DataType=\"http://www.w3.org/2001/XMLSchema#string\" MustBePresent=\"false\"/></Match>");
        }

        @Override
        public Object ready(Plain question) {
            DecisionRequestBuilder<?> request = engine.newRequestBuilder(3, 4);
            put(request, SUBJECT, "role", question.role());
            put(request, ACTION, "act", question.action());
            put(request, RESOURCE, "type", question.type());
            put(request, RESOURCE, "dept", question.department());
            return request.build(false);
        }

        private static void put(DecisionRequestBuilder<?> request, String category, String attribute, String value) {
            AttributeFqn name = AttributeFqns.newInstance(category, Optional.empty(), attribute);
            AttributeBag<StringValue> bag = Bags.singletonAttributeBag(StandardDatatypes.STRING, new StringValue(value));
            var unused = request.putNamedAttributeIfAbsent(name, bag);
        }

        @Override
        public boolean permits(Object ready) {
            return engine.evaluate((DecisionRequest) ready).getDecision() == DecisionType.PERMIT;
        }
    }

    /** Cedar through cedar-java, its policies parsed beforehand. */
    final class Cedar implements Peer {
        private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
        private final PolicySet policies;
        private final EntityUID who = uid("User", "a");
        private final EntityUID what = uid("Record", "r");

        Cedar(List<Plain> rules) throws Exception {
            StringBuilder text = new StringBuilder();
            for (Plain rule : rules) {
                text.append("permit (principal, action == Action::\"").append(rule.action())
                        .append("\", resource) when { context.role == \"").append(rule.role())
                        .append("\" && context.type == \"").append(rule.type())
                        .append("\" && context.dept == \"").append(rule.department()).append("\" };\n");
            }
            policies = PolicySet.parsePolicies(text.toString());
            policies.cache();
        }

        private static EntityUID uid(String type, String id) {
            return new EntityUID(EntityTypeName.parse(type).orElseThrow(), id);
        }

        @Override
        public Object ready(Plain question) {
            Map<String, Value> context = new HashMap<>();
            context.put("role", new PrimString(question.role()));
            context.put("type", new PrimString(question.type()));
            context.put("dept", new PrimString(question.department()));
            return new AuthorizationRequest(who, uid("Action", question.action()), what, context);
        }

        @Override
        public boolean permits(Object ready) throws Exception {
            return engine.isAuthorized((AuthorizationRequest) ready, policies, new Entities()).success.orElseThrow().isAllowed();
        }
    }
}
