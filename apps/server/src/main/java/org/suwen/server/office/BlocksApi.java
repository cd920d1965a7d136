package org.suwen.server.office;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Role;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Act;
import org.suwen.server.access.Blocks;
import org.suwen.server.access.Watch;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.identity.StaffMember;
import org.suwen.server.web.Problem;
import org.suwen.server.web.WrittenText;

/** Accounts that anomalies have blocked: who they are, and lifting by a second person with a reason (DOC-39, DOC-40). */
@RestController
@RequestMapping("/api/blocks")
public class BlocksApi {

    private final OfficeDoor door;
    private final Blocks blocks;
    private final Watch watch;
    private final StaffDirectory staff;
    private final Clock clock;

    /** The interface of {@code blocks}; {@code watch} knows whom the administrators were told of. */
    public BlocksApi(OfficeDoor door, Blocks blocks, Watch watch, StaffDirectory staff, Clock clock) {
        this.door = door;
        this.blocks = blocks;
        this.watch = watch;
        this.staff = staff;
        this.clock = clock;
    }

    /** A blocked account. */
    public record Blocked(String account, String name, String code, Instant since) {}

    /** All of them. */
    public record View(List<Blocked> blocked) {}

    /** Who is blocked now. */
    @GetMapping
    public View blocked(@RequestCaller Caller caller) {
        admit(caller, "blocks.list");
        door.act(caller, EntryType.CHECK, Act.of("blocks.list", "AUDIT"), Optional.empty());
        return view();
    }

    private View view() {
        Instant now = clock.instant();
        return new View(watch.notifications().stream()
                .filter(each ->
                        each.channel() == Watch.Channel.EMAIL && each.to().equals("ADMINISTRATOR"))
                .filter(each -> blocks.isBlocked(each.about(), now))
                .map(each -> new Blocked(each.about(), name(each.about()), each.code(), each.at()))
                .toList());
    }

    private String name(String account) {
        return staff.find(account).map(StaffMember::name).orElse(account);
    }

    /** Why a block is lifted. */
    public record Lifting(String reason) {}

    /** Lifts a block; never the own one. */
    @PostMapping("/{account}/lift")
    public View lift(
            @RequestCaller Caller caller, @PathVariable("account") String account, @RequestBody Lifting lifting) {
        admit(caller, "account.unblock");
        if (caller.accountId().equals(account)) {
            throw door.refused(
                    caller,
                    "account.unblock",
                    Problem.forbidden("SECOND_PERSON", "须由他人解除阻断", "a block is lifted by another person"));
        }
        String reason = WrittenText.of(lifting.reason(), "reason");
        if (!blocks.isBlocked(account, clock.instant())) {
            throw Problem.notFound();
        }
        watch.keep(new Watch.Lifting(account, caller.accountId(), reason, clock.instant()));
        door.act(
                caller,
                EntryType.STAFF,
                new Act("account.unblock", "OPERATIONS", new byte[0], account),
                Optional.empty());
        var unused = blocks.lift(account, clock.instant());
        return view();
    }

    private void admit(Caller caller, String operation) {
        if (caller.role() != Role.OFFICER && caller.role() != Role.ADMINISTRATOR) {
            throw door.refused(caller, operation, OfficeDoor.notForThem());
        }
    }
}
