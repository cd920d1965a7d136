package org.suwen.server.wiring;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.suwen.classification.Fields;
import org.suwen.classification.Labeller;
import org.suwen.formats.labels.TierFiles;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Inventory;
import org.suwen.server.access.Journal;
import org.suwen.server.access.Watch;
import org.suwen.server.acts.OfficeActs;
import org.suwen.server.acts.PersonRegister;
import org.suwen.server.acts.Shelf;
import org.suwen.server.assets.Asset;
import org.suwen.server.assets.AssetActs;
import org.suwen.server.assets.Grading;
import org.suwen.server.assets.LabelActs;
import org.suwen.server.assets.StockTaking;
import org.suwen.server.assets.TierActs;
import org.suwen.server.assets.UseActs;
import org.suwen.server.collection.CodingActs;
import org.suwen.server.collection.CollectionActs;
import org.suwen.server.collection.StandardActs;
import org.suwen.server.doors.AccountActs;
import org.suwen.server.doors.Clients;
import org.suwen.server.identity.AccessJournal;
import org.suwen.server.identity.Accounts;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.IdentityKit;
import org.suwen.server.identity.PlaceWatch;
import org.suwen.server.identity.Regions;
import org.suwen.server.identity.StaffDirectory;
import org.suwen.server.intake.CodingQueue;
import org.suwen.server.media.MediaActs;
import org.suwen.server.notices.NoticeActs;
import org.suwen.server.notices.TeachBack;
import org.suwen.server.reviews.PatientLogs;
import org.suwen.server.reviews.ReviewKind;
import org.suwen.server.reviews.Reviews;
import org.suwen.server.trace.Trace;

/**
 * The office's registers with their acts.
 *
 * @param acts every act by name
 * @param reviews what comes round
 * @param clients the programs people may use
 * @param places where accounts sign in from
 * @param coding diagnoses without a code
 * @param identity accounts and sign-in, made when first asked for
 * @param persons the registers that an erasure reaches
 * @param round does what is due by the clock
 */
public record OfficeBook(
        OfficeActs acts,
        Reviews reviews,
        Clients clients,
        PlaceWatch places,
        CodingQueue coding,
        Supplier<IdentityKit> identity,
        List<PersonRegister> persons,
        Runnable round) {

    /** What the registers need of the rest. */
    record Rim(
            Journal journal,
            Asks asks,
            Watch watch,
            Trace trace,
            AccessJournal accessJournal,
            StaffDirectory staff,
            CodingQueue coding) {}

    static OfficeBook of(Suwen.Core core, Rim rim) {
        Institution institution = core.opening().institution();
        Clock clock = core.opening().clock();
        DirectoryDocuments documents = core.documents();
        var clients = new Clients(documents);
        var places = places(documents, rim);
        Supplier<IdentityKit> identity = identity(core, rim, places);
        var media = new MediaActs(documents, rim.watch());
        List<OfficeActs.Known> acts = new ArrayList<>();
        var teachBack = new TeachBack(documents);
        var collection = new CollectionActs(documents, new Fields(core.labels()));
        Reviews reviews = data(core, rim, acts);
        acts.addAll(collection.acts());
        acts.addAll(media.acts());
        acts.addAll(new NoticeActs(documents).acts());
        acts.addAll(teachBack.acts());
        acts.addAll(clients.acts());
        Supplier<Accounts> accounts = () -> identity.get().accounts();
        acts.addAll(new AccountActs(accounts, places, rim.watch(), rim.trace()).acts());
        var door = new OfficeActs(acts, new OfficeActs.Rim(rim.journal(), rim.asks(), institution, clock));
        List<PersonRegister> persons = List.of(teachBack, collection);
        return new OfficeBook(door, reviews, clients, places, rim.coding(), identity, persons, () -> {
            reviews.sweep();
            media.sweep(clock.instant());
        });
    }

    /** The registers about data, and the reviews over them. */
    private static Reviews data(Suwen.Core core, Rim rim, List<OfficeActs.Known> acts) {
        DirectoryDocuments documents = core.documents();
        var fields = new Fields(core.labels());
        var grading = new Grading(fields, TierFiles.read(RulebookFolder.find().resolve("labels")));
        var assets = new Shelf<>(documents, "asset", Asset.class);
        acts.addAll(new LabelActs(new Labeller(core.labels()), fields).acts());
        acts.addAll(new AssetActs(assets, grading).acts());
        acts.addAll(new TierActs(assets, grading).acts());
        acts.addAll(new UseActs(assets, grading).acts());
        acts.addAll(new StandardActs(documents, fields).acts());
        acts.addAll(new CodingActs(rim.coding()).acts());
        var reviews = new Reviews(
                new Shelf<>(documents, "review", Reviews.Signed.class),
                new Shelf<>(documents, "review-start", Instant.class),
                Map.of(
                        ReviewKind.INVENTORY,
                        new StockTaking(assets, new Inventory(core.vault())),
                        ReviewKind.PATIENT_LOGS,
                        new PatientLogs(rim.trace())),
                new Reviews.Rim(
                        rim.watch(),
                        core.opening().clock(),
                        core.opening().institution().zone()));
        acts.addAll(reviews.acts());
        return reviews;
    }

    private static PlaceWatch places(DirectoryDocuments documents, Rim rim) {
        var regions = new Regions(RegionFile.read(RulebookFolder.find().resolve("regions.yaml")));
        return new PlaceWatch(documents, regions, (account, at) -> {
            rim.watch().tell("place:" + account + ":" + at, "OFFICER", account, "UNUSUAL_PLACE", at);
        });
    }

    /** Hashing makes it dear to build, and few ask for it. */
    private static Supplier<IdentityKit> identity(Suwen.Core core, Rim rim, PlaceWatch places) {
        var made = new ConcurrentHashMap<String, IdentityKit>();
        return () -> made.computeIfAbsent("it", none -> {
            var chance =
                    new Accounts.Chance(core.opening().clock(), core.opening().random());
            return new IdentityKit(
                    new IdentityKit.Rim(core.documents(), rim.accessJournal(), rim.staff(), chance), places);
        });
    }
}
