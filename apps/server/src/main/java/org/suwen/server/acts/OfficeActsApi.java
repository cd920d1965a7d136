package org.suwen.server.acts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Reason;
import org.suwen.decision.Role;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.Problem;
import tools.jackson.databind.JsonNode;

/** Acts of the office over HTTP: {@code POST /api/office/acts/assets.register} with what the act says. */
@RestController
@RequestMapping("/api/office/acts")
public class OfficeActsApi {

    private final OfficeActs acts;
    private final Map<String, Reason> reasons;

    /** The interface of {@code acts}; a refusal is told in the words of {@code reasons}. */
    public OfficeActsApi(OfficeActs acts, Map<String, Reason> reasons) {
        this.acts = acts;
        this.reasons = Map.copyOf(reasons);
    }

    /** Which acts there are, and for whom. */
    @GetMapping
    public Map<String, Map<String, Set<Role>>> names(@RequestCaller Caller caller) {
        return Map.of("acts", acts.names());
    }

    /** Does an act and answers with what came of it. */
    @PostMapping("/{name}")
    public Map<String, Object> perform(
            @RequestCaller Caller caller, @PathVariable("name") String name, @RequestBody JsonNode body) {
        ActOutcome outcome;
        try {
            outcome = acts.perform(caller, name, body);
        } catch (DocumentMovedException moved) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "MOVED",
                    "内容已被他人修改，请重新读取",
                    "somebody else changed it meanwhile, read it again");
        }
        if (outcome.reason().isPresent()) {
            throw refusal(outcome.reason().get(), outcome);
        }
        Map<String, Object> answer = new TreeMap<>(outcome.values());
        answer.put("rules", outcome.rules());
        return answer;
    }

    private Problem refusal(String code, ActOutcome outcome) {
        Optional<Reason> reason = Optional.ofNullable(reasons.get(code));
        return Problem.forbidden(
                code,
                reason.map(each -> each.text().zh()).orElse("操作不予执行") + "（" + String.join("、", outcome.rules()) + "）",
                outcome.told() + " (" + String.join(", ", outcome.rules()) + ")");
    }
}
