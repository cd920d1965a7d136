package org.suwen.server.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.decision.Role;
import org.suwen.decision.consent.NoticePart;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.Shelf;
import org.suwen.server.identity.DirectoryDocuments;
import tools.jackson.databind.JsonNode;

/** Drafts, reviews and shows notices, asks again for an added use, and tests understanding (DIC-03, 04, 11, 12, COL-02, 07). */
public final class NoticeActs {

    private final Shelf<Notice> notices;
    private final Shelf<Prompt> prompts;
    private final Readability.Limits limits;

    /** Notices kept in {@code documents}. */
    public NoticeActs(DirectoryDocuments documents) {
        this.notices = new Shelf<>(documents, "notice", Notice.class);
        this.prompts = new Shelf<>(documents, "notice-prompt", Prompt.class);
        this.limits = new Readability.Limits(
                1_500, 60, 80, List.of("匿名化", "去标识化", "数据处理者", "披露", "授权主体", "告知同意", "算法", "接口", "缓存", "哈希", "加密"));
    }

    /** A further consent that must be asked for, since a use was not in the notice. */
    record Prompt(String notice, String purpose, java.time.Instant at) {}

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("notices.draft", this::draft),
                Known.ofOfficer("notices.reviewed", this::reviewed),
                Known.ofOfficer("notices.publish", this::publish),
                new Known("notices.use", java.util.Set.of(Role.values()), this::use),
                Known.ofOfficer("notices.prompts", this::prompts));
    }

    private ActOutcome draft(Doing doing) {
        doing.only("id", "text", "sensitive", "layers", "modes", "controls", "purposes");
        Shelf.Held<Notice> held = notices.held(doing.text("id"));
        if (held.value().filter(Notice::published).isPresent()) {
            return ActOutcome.refused("EXISTS", "CON-06", "it is shown already; a change is a new notice");
        }
        Doing text = doing.part("text");
        SortedMap<String, String> parts = new TreeMap<>();
        for (NoticePart part : NoticePart.values()) {
            text.find(part.name()).ifPresent(said -> parts.put(part.name(), said));
        }
        Doing modes = doing.part("modes");
        SortedMap<String, SortedSet<String>> topics = new TreeMap<>();
        modes.body().propertyNames().forEach(mode -> topics.put(mode, modes.texts(mode)));
        var notice = new Notice(
                doing.text("id"),
                parts,
                doing.flag("sensitive"),
                doing.list("layers"),
                topics,
                controls(doing),
                doing.texts("purposes"),
                false,
                false,
                doing.caller().accountId());
        return ActOutcome.done(
                List.of("CON-08"), Map.of("defects", NoticeCheck.of(notice, limits)), notices.putting(held, notice));
    }

    private static List<Notice.Control> controls(Doing doing) {
        List<Notice.Control> controls = new ArrayList<>();
        JsonNode nodes = doing.body().path("controls");
        if (!nodes.isMissingNode() && !nodes.isArray()) {
            throw Doing.fault("`controls` is a list");
        }
        for (JsonNode node : nodes) {
            if (!node.isObject()) {
                throw Doing.fault("a control is an object");
            }
            var control = new Doing(doing.caller(), doing.at(), doing.zone(), node);
            control.only("id", "items", "preset", "tier", "necessary");
            controls.add(new Notice.Control(
                    control.text("id"),
                    control.texts("items"),
                    control.flag("preset"),
                    control.constant("tier", Tier.class).name(),
                    control.flag("necessary")));
        }
        return controls;
    }

    /** Where a choice stands in the form. */
    enum Tier {
        CORE,
        OPTIONAL
    }

    /** The internal legal review passes it; another person than the author. */
    private ActOutcome reviewed(Doing doing) {
        doing.only("id", "opinion");
        Shelf.Held<Notice> held = notices.held(doing.text("id"));
        Notice notice = found(held);
        String opinion = doing.text("opinion");
        if (notice.author().equals(doing.caller().accountId())) {
            return ActOutcome.refused("SECOND_PERSON", "DIC-08", "another person than the author reviews it");
        }
        return ActOutcome.done(List.of("DIC-08"), Map.of("opinion", opinion), notices.putting(held, notice.reviewed()));
    }

    private ActOutcome publish(Doing doing) {
        doing.only("id");
        Shelf.Held<Notice> held = notices.held(doing.text("id"));
        Notice notice = found(held);
        SortedMap<String, SortedSet<String>> defects = NoticeCheck.of(notice, limits);
        if (!defects.isEmpty()) {
            return ActOutcome.refused("NOTICE_DEFECT", List.copyOf(defects.keySet()), defects.toString());
        }
        return ActOutcome.done(
                List.of("DIC-03", "DIC-04"), Map.of("published", true), notices.putting(held, notice.shown()));
    }

    /** A use that the notice does not name is refused, and the patient is to be asked anew. */
    private ActOutcome use(Doing doing) {
        doing.only("id", "purpose");
        Notice notice = found(notices.held(doing.text("id")));
        String purpose = doing.text("purpose");
        if (!notice.published()) {
            return ActOutcome.refused("NO_NOTICE", "CON-08", "the notice is not shown to anybody yet");
        }
        if (notice.purposes().contains(purpose)) {
            return ActOutcome.told(List.of("COL-06"), Map.of("prompt", false));
        }
        Shelf.Held<Prompt> held = prompts.held(notice.id() + "/" + purpose);
        var prompt = new Prompt(notice.id(), purpose, doing.at());
        ActOutcome refused = ActOutcome.refused("CONSENT", "COL-07", "the notice does not name this use; ask again");
        return held.value().isPresent() ? refused : refused.and(prompts.putting(held, prompt));
    }

    private ActOutcome prompts(Doing doing) {
        doing.only("id");
        String id = doing.text("id");
        return ActOutcome.told(
                List.of("COL-07"),
                Map.of(
                        "purposes",
                        List.copyOf(new TreeSet<>(prompts.all().stream()
                                .filter(each -> each.notice().equals(id))
                                .map(Prompt::purpose)
                                .toList()))));
    }

    private static Notice found(Shelf.Held<Notice> held) {
        return held.value().orElseThrow(() -> Doing.fault("there is no notice `" + held.key() + "`"));
    }
}
