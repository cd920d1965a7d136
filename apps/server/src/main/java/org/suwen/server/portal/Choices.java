package org.suwen.server.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.decision.Text;
import org.suwen.server.consent.Agreement;
import org.suwen.server.consent.Parties;

/** Says in plain words what a patient changed, from the note of the change: {@code OPTION:TEACHING=DISAGREE;…}. */
public final class Choices {

    private final Agreement agreement;
    private final Parties parties;

    /** Words of the options of {@code agreement} and of the {@code parties} a patient decides about. */
    public Choices(Agreement agreement, Parties parties) {
        this.agreement = agreement;
        this.parties = parties;
    }

    Text of(String note) {
        if (note.startsWith("DEVICE:")) {
            return new Text("设备上传开关", "device switches");
        }
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        for (String change : note.split(";")) {
            int kind = change.indexOf(':');
            int choice = change.lastIndexOf('=');
            if (kind < 0 || choice < kind) {
                continue;
            }
            Text name = name(change.substring(0, kind), change.substring(kind + 1, choice));
            boolean agreed = change.endsWith("=AGREE");
            zh.add(name.zh() + (agreed ? "：同意" : "：不同意"));
            en.add(name.en() + (agreed ? ": agreed" : ": not agreed"));
        }
        return zh.isEmpty()
                ? new Text("授权选择", "consent choices")
                : new Text(String.join("；", zh), String.join("; ", en));
    }

    private Text name(String kind, String code) {
        Optional<Text> known =
                switch (kind) {
                    case "OPTION" ->
                        agreement.options().stream()
                                .filter(option -> option.code().name().equals(code))
                                .map(Agreement.Option::title)
                                .findFirst();
                    case "RECIPIENT" -> parties.recipient(code).map(Parties.Recipient::name);
                    default ->
                        parties.assistants().stream()
                                .filter(model -> model.id().equals(code))
                                .map(model -> model.name())
                                .findFirst();
                };
        return known.orElse(new Text(code, code));
    }
}
