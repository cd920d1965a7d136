package org.suwen.formats.rulebook;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.Duration;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.suwen.classification.Granularity;
import org.suwen.decision.CedarText;
import org.suwen.decision.Effect;
import org.suwen.decision.Gate;
import org.suwen.decision.Request;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;

/** Cedar itself, by way of cedar-java, asked what a rulebook of grounds and refusals opens. */
final class CedarJudge {

    private static final EntityUID ANYBODY = uid("User", "a");
    private static final EntityUID ANYTHING = uid("Action", "use");
    private static final EntityUID ANYWHERE = uid("Record", "r");

    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;
    private final List<Rule> grounds;

    CedarJudge(Rulebook rulebook, LocalDate day) throws AuthException, CacheException {
        policies = PolicySet.parsePolicies(CedarText.of(rulebook, day));
        policies.cache();
        grounds = rulebook.rules().stream()
                .filter(rule -> rule.effect() instanceof Effect.Ground)
                .toList();
    }

    private static EntityUID uid(String type, String id) {
        return new EntityUID(EntityTypeName.parse(type).orElseThrow(), id);
    }

    /** Whether some ground opens the data; nothing when a policy can't be evaluated. */
    Optional<Boolean> opens(Request request, Granularity granularity, Map<String, Object> facts) throws AuthException {
        Map<String, Value> context = context(facts);
        put(context, "answer.granularity", new PrimString(granularity.name()));
        put(context, "answer.reduced", new PrimBool(false));
        boolean open = false;
        for (Rule rule : grounds) {
            boolean asked = rule.scope()
                    .covers(
                            request.action(),
                            request.purpose(),
                            request.actor().role(),
                            request.actor().kind());
            if (asked) {
                Optional<Boolean> answer = ask(context, rule);
                if (answer.isEmpty()) {
                    return answer;
                }
                open |= answer.get();
            }
        }
        return Optional.of(open);
    }

    private Optional<Boolean> ask(Map<String, Value> context, Rule rule) throws AuthException {
        Effect.Ground ground = (Effect.Ground) rule.effect();
        List<Value> lifted = ground.lifts().stream()
                .map(Gate::name)
                .map(name -> (Value) new PrimString(name))
                .toList();
        context.put("opening", new PrimString(rule.id()));
        context.put("ground", new PrimString(ground.name()));
        context.put("lifted", new CedarList(lifted));
        AuthorizationRequest request = new AuthorizationRequest(ANYBODY, ANYTHING, ANYWHERE, context);
        AuthorizationSuccessResponse answer =
                engine.isAuthorized(request, policies, new Entities()).success.orElseThrow();
        return answer.getErrors().isEmpty() ? Optional.of(answer.isAllowed()) : Optional.empty();
    }

    private static Map<String, Value> context(Map<String, Object> facts) {
        Map<String, Value> context = new TreeMap<>();
        facts.forEach((name, value) -> {
            if (!name.startsWith("order:")) {
                put(context, name, value(name, value));
            }
        });
        return context;
    }

    private static void put(Map<String, Value> context, String name, Value value) {
        int dot = name.indexOf('.');
        ((CedarMap) context.computeIfAbsent(name.substring(0, dot), unseen -> new CedarMap()))
                .put(name.substring(dot + 1), value);
    }

    private static Value value(String name, Object value) {
        return switch (value) {
            case Boolean flag -> new PrimBool(flag);
            case Long number when name.equals("environment.idle") -> new Duration(number + "ms");
            case Long number -> new PrimLong(number);
            case String address when name.equals("environment.address") -> new IpAddress(address);
            case String text -> new PrimString(text);
            case Collection<?> words ->
                new CedarList(words.stream()
                        .map(word -> (Value) new PrimString(word.toString()))
                        .toList());
            default -> throw new IllegalArgumentException("`" + name + "` has no form in Cedar");
        };
    }
}
