package org.suwen.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
    static final ArchRule nothingKeepsAServletSession =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jakarta.servlet.http.HttpSession");

    @ArchTest
    static final ArchRule nothingIsFoundByScanning = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.springframework\\.(context\\.annotation\\.ComponentScan|stereotype\\..*"
                    + "|beans\\.factory\\.annotation\\.Autowired)");
}
