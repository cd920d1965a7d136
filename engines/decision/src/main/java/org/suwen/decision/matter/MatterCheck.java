package org.suwen.decision.matter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.suwen.decision.consent.Defect;

/** Says what is wrong with opening a matter or with a step in it; what has no defect may be done. */
public final class MatterCheck {

    /** The longest value of a fact. */
    public static final int LONGEST = 4_000;

    private static final Pattern HASH = Pattern.compile("(sha256:[0-9a-f]{64}|sm3:[0-9a-f]{64})");

    private final MatterKind kind;
    private final MatterKind.Step step;
    private final SortedMap<String, String> known;
    private final List<Defect> defects = new ArrayList<>();

    private MatterCheck(MatterKind kind, MatterKind.Step step, Map<String, String> known) {
        this.kind = kind;
        this.step = step;
        this.known = new TreeMap<>(known);
    }

    /**
     * What somebody says when he opens a matter or takes a step in it.
     *
     * @param by in which capacity
     * @param account his account
     * @param facts what he says
     */
    public record Said(MatterKind.Party by, String account, Map<String, String> facts) {
        public Said {
            facts = Map.copyOf(facts);
        }
    }

    /** The defects of opening a matter of a kind; none means that it may be opened and its clock starts. */
    public static List<Defect> open(MatterKind kind, Said said) {
        var check = new MatterCheck(kind, kind.open(), said.facts());
        check.party(said, Matter.OPEN);
        check.facts(said, List.of());
        return List.copyOf(check.defects);
    }

    /** The defects of a step in a matter. */
    public static List<Defect> step(MatterKind kind, Matter matter, String name, Said said) {
        MatterKind.Step step = kind.steps().get(name);
        if (step == null) {
            return List.of(Defect.of(
                    kind.open().rule(),
                    "do",
                    "没有这一步骤",
                    "a matter `" + kind.name() + "` has no step `" + name + "`; it has "
                            + kind.steps().keySet()));
        }
        SortedMap<String, String> all = new TreeMap<>(matter.facts());
        all.putAll(said.facts());
        var check = new MatterCheck(kind, step, all);
        if (!step.from().contains(matter.stage())) {
            check.defect(
                    step.rule(),
                    "do",
                    "当前阶段不能办理该步骤",
                    "it stands at `" + matter.stage() + "`, and `" + name + "` follows " + sorted(step.from()));
        }
        check.party(said, name);
        check.facts(said, matter.history());
        return List.copyOf(check.defects);
    }

    private static List<String> sorted(java.util.Collection<String> words) {
        return words.stream().sorted().toList();
    }

    private void defect(String rule, String element, String zh, String en) {
        defects.add(Defect.of(rule, element, zh, en));
    }

    private void party(Said said, String name) {
        if (!step.by().contains(said.by())) {
            defect(
                    step.rule(),
                    "do",
                    "该步骤不由此身份办理",
                    "`" + name + "` of `" + kind.name() + "` is done by "
                            + step.by().stream().map(Enum::name).sorted().toList());
        }
    }

    private void facts(Said said, List<Matter.Event> history) {
        said.facts().keySet().stream()
                .filter(name -> !step.needs().containsKey(name))
                .sorted()
                .forEach(name -> defect(
                        step.rule(),
                        "facts." + name,
                        "此处不应填写该项",
                        "this step has no such fact; it asks for "
                                + sorted(step.needs().keySet())));
        step.needs().forEach((name, need) -> need(name, need, said, history));
    }

    private void need(String name, MatterKind.Need need, Said said, List<Matter.Event> history) {
        boolean asked = need.when().entrySet().stream()
                .allMatch(each -> each.getValue().contains(known.getOrDefault(each.getKey(), "")));
        String value = known.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            if (asked) {
                defect(need.rule(), "facts." + name, "缺少必填项", "`" + name + "` is missing; add it");
            }
            return;
        }
        if (value.length() > LONGEST) {
            defect(need.rule(), "facts." + name, "内容过长", "at most `" + LONGEST + "` characters are taken");
        } else if (!need.oneOf().isEmpty() && !need.oneOf().contains(value)) {
            defect(need.rule(), "facts." + name, "该项的取值不允许", "`" + value + "` is none of " + need.oneOf());
        } else if (!written(name, need.form(), said, history)) {
            defect(need.rule(), "facts." + name, "该项格式或内容不正确", "it must be " + words(need.form()));
        }
    }

    private boolean written(String name, MatterKind.Form form, Said said, List<Matter.Event> history) {
        String value = known.getOrDefault(name, "").strip();
        try {
            return switch (form) {
                case TEXT -> true;
                case DAY -> LocalDate.parse(value).getYear() > 0;
                case MOMENT -> OffsetDateTime.parse(value).getYear() > 0;
                case HASH -> HASH.matcher(value).matches();
                case SOMEBODY_ELSE ->
                    !value.equals(said.account())
                            && history.stream().noneMatch(each -> each.by().equals(value))
                            && others(name).noneMatch(value::equals);
            };
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    /** The people named by other facts of the matter. */
    private Stream<String> others(String name) {
        return Stream.concat(Stream.of(kind.open()), kind.steps().values().stream())
                .flatMap(each -> each.needs().entrySet().stream())
                .filter(each -> each.getValue().form() == MatterKind.Form.SOMEBODY_ELSE)
                .map(Map.Entry::getKey)
                .filter(other -> !other.equals(name))
                .map(other -> known.getOrDefault(other, "").strip());
    }

    private static String words(MatterKind.Form form) {
        return switch (form) {
            case TEXT -> "text";
            case DAY -> "a day like 2025-06-10";
            case MOMENT -> "a time with its offset like 2025-06-10T10:00:00+08:00";
            case HASH -> "a fingerprint: `sha256:` or `sm3:` and 64 hexadecimal digits";
            case SOMEBODY_ELSE -> "the account of somebody who has had no part in it so far";
        };
    }
}
