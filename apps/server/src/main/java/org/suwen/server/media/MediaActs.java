package org.suwen.server.media;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.suwen.server.access.Watch;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.Shelf;

/** The register of storage media: only authorised persons take one out, with another's approval, until a day (ACC-15). */
public final class MediaActs {

    private static final List<String> RULES = List.of("ACC-15", "STO-28");

    private final Shelf<Medium> media;
    private final Watch watch;

    /** Media kept in {@code documents}; {@code watch} tells of overdue ones. */
    public MediaActs(org.suwen.server.identity.DirectoryDocuments documents, Watch watch) {
        this.media = new Shelf<>(documents, "medium", Medium.class);
        this.watch = watch;
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                Known.ofOfficer("media.register", this::register),
                Known.ofOfficer("media.lend", this::lend),
                Known.ofOfficer("media.returned", this::returned),
                Known.ofOfficer("media.list", this::list));
    }

    private ActOutcome register(Doing doing) {
        doing.only("id", "place", "grade", "authorised");
        Shelf.Held<Medium> held = media.held(doing.text("id"));
        if (held.value().isPresent()) {
            return ActOutcome.refused("EXISTS", "ACC-15", "the register has a medium of this id");
        }
        long grade = doing.whole("grade");
        if (grade < 1 || grade > 5) {
            return ActOutcome.refused("GRADE", "CLS-19", "a grade is 1 to 5, not " + grade);
        }
        var medium = new Medium(
                doing.text("id"), doing.text("place"), (int) grade, doing.texts("authorised"), Optional.empty());
        return ActOutcome.done(RULES, Map.of("id", medium.id()), media.putting(held, medium));
    }

    /** The officer who does this is the approval, so it is not the person who takes the medium. */
    private ActOutcome lend(Doing doing) {
        doing.only("id", "person", "until");
        Shelf.Held<Medium> held = media.held(doing.text("id"));
        Medium medium = found(held);
        String person = doing.text("person");
        Instant due = doing.moment("until").orElseThrow(() -> Doing.fault("`until` is missing"));
        SortedSet<String> authorised = medium.authorised();
        if (!authorised.contains(person)) {
            return ActOutcome.refused("NO_GROUND", "ACC-15", "this person is not authorised for the medium");
        }
        if (person.equals(doing.caller().accountId())) {
            return ActOutcome.refused("SECOND_PERSON", "ACC-15", "another person approves");
        }
        if (medium.loan().isPresent()) {
            return ActOutcome.refused("EXISTS", "ACC-15", "somebody has the medium already");
        }
        if (!due.isAfter(doing.at())) {
            throw Doing.fault("`until` lies in the future");
        }
        var loan = new Medium.Loan(person, doing.caller().accountId(), doing.at(), due);
        return ActOutcome.done(RULES, Map.of("person", person), media.putting(held, medium.lent(Optional.of(loan))));
    }

    private ActOutcome returned(Doing doing) {
        doing.only("id");
        Shelf.Held<Medium> held = media.held(doing.text("id"));
        Medium medium = found(held);
        Medium.Loan loan = medium.loan().orElseThrow(() -> Doing.fault("nobody has the medium"));
        return ActOutcome.done(
                RULES,
                Map.of("late", doing.at().isAfter(loan.due())),
                media.putting(held, medium.lent(Optional.empty())));
    }

    private ActOutcome list(Doing doing) {
        doing.only();
        return ActOutcome.told(
                RULES,
                Map.of(
                        "out",
                        media.all().stream()
                                .filter(each -> each.loan().isPresent())
                                .map(Medium::id)
                                .sorted()
                                .toList(),
                        "overdue",
                        overdue(doing.at()).stream().map(Medium::id).sorted().toList()));
    }

    private List<Medium> overdue(Instant now) {
        return media.all().stream()
                .filter(each ->
                        each.loan().filter(loan -> now.isAfter(loan.due())).isPresent())
                .toList();
    }

    /** Tells the office of each medium that is late, once a loan. */
    public void sweep(Instant now) {
        overdue(now).forEach(each -> {
            Instant since = each.loan().map(Medium.Loan::since).orElse(now);
            watch.tell("medium:" + each.id() + ":" + since, "OFFICER", each.id(), "MEDIUM_OVERDUE", now);
        });
    }

    private static Medium found(Shelf.Held<Medium> held) {
        return held.value().orElseThrow(() -> Doing.fault("the register has no medium `" + held.key() + "`"));
    }
}
