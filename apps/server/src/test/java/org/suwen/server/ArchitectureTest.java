package org.suwen.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.suwen.vault.Opened;
import org.suwen.vault.PatientKeys;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;
import org.suwen.vault.VaultStore;

@AnalyzeClasses(packages = "org.suwen.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule webKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("org.suwen.server.web")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.suwen.server.identity..", "org.suwen.ledger..", "org.suwen.vault..");

    @ArchTest
    static final ArchRule identityKnowsNoStore = noClasses()
            .that()
            .resideInAPackage("org.suwen.server.identity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.suwen.ledger..", "org.suwen.vault..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule onlyTheGateAndTheIntakeTouchRows = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.suwen.server.access..",
                    "org.suwen.server.intake..",
                    "org.suwen.server.wiring..",
                    "org.suwen.server.cases..")
            .should()
            .dependOnClassesThat(type(Vault.class)
                    .or(type(Sealed.class))
                    .or(type(Opened.class))
                    .or(type(PatientKeys.class))
                    .or(assignableTo(VaultStore.class)))
            .because(
                    "whoever opens or finds a row past the gate releases data without a decision and an entry (I1, D4)");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.suwen.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingKeepsAServletSession =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jakarta.servlet.http.HttpSession");

    @ArchTest
    static final ArchRule nothingIsFoundByScanning = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.springframework\\.(context\\.annotation\\.ComponentScan|stereotype\\..*"
                    + "|beans\\.factory\\.annotation\\.Autowired)");
}
