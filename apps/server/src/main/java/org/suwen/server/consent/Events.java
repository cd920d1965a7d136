package org.suwen.server.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.suwen.decision.Role;
import org.suwen.decision.Text;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.ConsentAct.Channel;
import org.suwen.decision.consent.ConsentAct.Form;
import org.suwen.decision.consent.ConsentAct.Kind;
import org.suwen.decision.consent.ConsentAct.Signer;
import org.suwen.decision.consent.Defect;
import org.suwen.server.access.PatientCard;
import org.suwen.server.identity.Caller;

/** Which events about a consent may be entered, and by whom. */
final class Events {

    private Events() {}

    static ConsentAct.Signing signing(Caller caller, Kind kind) {
        Signer signer =
                switch (caller.role()) {
                    case PATIENT -> Signer.PATIENT;
                    case GUARDIAN -> Signer.GUARDIAN;
                    default -> Signer.HOSPITAL;
                };
        Channel channel = caller.role() == Role.OFFICER ? Channel.ON_SITE : Channel.WEB;
        return new ConsentAct.Signing(caller.accountId(), signer, Form.CLICK, channel, new TreeMap<>());
    }

    static List<Defect> defects(
            ConsentDesk.Event event,
            ConsentAct.Signing signing,
            PatientCard card,
            Agreement.Numbers numbers,
            Instant now) {
        List<Defect> defects = new ArrayList<>();
        boolean hospital = signing.signer() == Signer.HOSPITAL;
        switch (event.kind()) {
            case EXTEND -> extension(event, hospital, numbers, now).ifPresent(defects::add);
            case INVALIDATE -> invalidation(event, card).ifPresent(defects::add);
            case DISPUTE, SETTLE, RENEWAL, COMING_OF_AGE -> {
                if (!hospital) {
                    defects.add(of("AGR-53", "kind", "由数据保护办公室登记", "the data-protection office enters it; ask there"));
                }
            }
            case OBJECT, LIFT, REFUSE -> {
                if (hospital) {
                    defects.add(of("AGR-55", "kind", "须由患者本人作出", "the patient does this himself"));
                }
                if (event.items().isEmpty()) {
                    defects.add(of("AGR-13", "items", "须写明项目", "name the items it is about"));
                }
            }
            case GIVE, WITHDRAW ->
                defects.add(of("AGR-08", "kind", "请使用授权或撤回接口", "hand in a consent or a withdrawal instead"));
        }
        return defects;
    }

    /** AGR-41 by way of B6: only the patient makes a term longer, and never without an end. */
    private static Optional<Defect> extension(
            ConsentDesk.Event event, boolean hospital, Agreement.Numbers numbers, Instant now) {
        if (hospital) {
            return Optional.of(of("AGR-41", "kind", "延长须由患者选择", "the patient chooses to extend; ask him"));
        }
        Instant latest =
                now.atZone(java.time.ZoneOffset.UTC).plus(numbers.longestTerm()).toInstant();
        boolean fits = event.until()
                .map(end -> end.isAfter(now) && !end.isAfter(latest))
                .orElse(false);
        return fits
                ? Optional.empty()
                : Optional.of(of("DIC-07", "until", "须写明期限", "name an end within the longest term"));
    }

    /** Only what was agreed can be found void: voiding a refusal would open what the patient closed. */
    private static Optional<Defect> invalidation(ConsentDesk.Event event, PatientCard card) {
        boolean agreed = card.file()
                .act(event.concerns())
                .map(act -> act.kind() == Kind.GIVE || act.kind() == Kind.EXTEND)
                .orElse(false);
        return agreed
                ? Optional.empty()
                : Optional.of(of("CON-14", "concerns", "只能认定同意行为无效", "only an agreement on file can be found void"));
    }

    private static Defect of(String rule, String element, String zh, String en) {
        return new Defect(rule, element, new Text(zh, en));
    }
}
