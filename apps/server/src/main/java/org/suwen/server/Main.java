package org.suwen.server;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Import;
import org.suwen.server.apps.AppSetup;
import org.suwen.server.cases.CheckCommand;
import org.suwen.server.command.Arguments;
import org.suwen.server.command.TokenCommand;
import org.suwen.server.demo.DemoStart;
import org.suwen.server.hospital.FirstAccounts;
import org.suwen.server.hospital.Roll;
import org.suwen.server.identity.Accounts;
import org.suwen.server.identity.DemoAccounts;
import org.suwen.server.identity.DoorSetup;
import org.suwen.server.identity.IdentitySetup;
import org.suwen.server.web.WebSetup;
import org.suwen.server.wiring.BackupCommands;
import org.suwen.server.wiring.BackupSetup;
import org.suwen.server.wiring.ErasureSetup;
import org.suwen.server.wiring.ExplorerSetup;
import org.suwen.server.wiring.FhirSetup;
import org.suwen.server.wiring.Folders;
import org.suwen.server.wiring.HoldSetup;
import org.suwen.server.wiring.HospitalBook;
import org.suwen.server.wiring.NodeSetup;
import org.suwen.server.wiring.OfficeSetup;
import org.suwen.server.wiring.PostSetup;
import org.suwen.server.wiring.ProofSetup;
import org.suwen.server.wiring.ReviewSetup;
import org.suwen.server.wiring.ServerSetup;
import org.suwen.server.wiring.Suwen;

/**
 * Starts the server: {@code demo}, {@code serve}; or asks a running one: {@code token}; or runs cases: {@code check}.
 *
 * <p>Nothing is found by scanning: beans come from the classes imported here, and package {@code wiring} builds the
 * engines by constructor calls. Spring's default user is switched off, since an installation has no default account
 * (ACC-07).
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import({
    WebSetup.class,
    IdentitySetup.class,
    DoorSetup.class,
    AppSetup.class,
    ServerSetup.class,
    FhirSetup.class,
    ProofSetup.class,
    NodeSetup.class,
    ErasureSetup.class,
    BackupSetup.class,
    ExplorerSetup.class,
    OfficeSetup.class,
    HoldSetup.class,
    PostSetup.class,
    ReviewSetup.class
})
public class Main {

    /** Runs the command in {@code arguments}; without one, {@code serve}. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(64);
            return;
        }
        switch (parsed.command()) {
            case "token" -> System.exit(TokenCommand.run(parsed, out, System.err));
            case "check" -> System.exit(CheckCommand.run(parsed, out, System.err));
            case "backup", "restore" -> System.exit(BackupCommands.run(parsed, out, System.err));
            case "demo" -> demo(parsed, out);
            default -> serve(parsed, out);
        }
    }

    private static ServletWebServerApplicationContext start(List<String> properties) {
        SpringApplication application = new SpringApplication(Main.class);
        try {
            return (ServletWebServerApplicationContext) application.run(properties.toArray(String[]::new));
        } catch (RuntimeException failed) { // the outermost loop: say what is wrong in one line and end
            Throwable cause = failed;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            System.err.println("the server can't start: " + cause.getMessage());
            System.exit(1);
            throw failed;
        }
    }

    private static void serve(Arguments arguments, PrintStream out) {
        ServletWebServerApplicationContext context = start(arguments.properties());
        Suwen.Services services = context.getBean(Suwen.class).services();
        new FirstAccounts(
                        new Roll(services.staff(), services.registers(), services.parties()),
                        context.getBean(HospitalBook.class).file(),
                        context.getBean(Accounts.class),
                        context.getBean(Folders.class).keys(),
                        context.getBean(SecureRandom.class))
                .open(context.getBean(Clock.class), out);
    }

    private static void demo(Arguments arguments, PrintStream out) {
        ServletWebServerApplicationContext context = start(arguments.properties());
        HospitalBook hospital = context.getBean(HospitalBook.class);
        var demo = new DemoStart(
                context.getBean(Suwen.class),
                hospital.file(),
                context.getBean(Accounts.class),
                context.getBean(DemoAccounts.class),
                context.getBean(Folders.class).keys(),
                context.getBean(SecureRandom.class));
        String port = context.getEnvironment().getProperty("local.server.port", Integer.toString(arguments.port()));
        Clock clock = context.getBean(Clock.class);
        if (arguments.options().containsKey("empty")) {
            demo.runEmpty(clock, out, "http://localhost:" + port);
        } else {
            demo.run(clock, out, "http://localhost:" + port);
        }
    }
}
