package org.suwen.server.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Watch;
import org.suwen.server.office.NoticesApi;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.post.Gateway;
import org.suwen.server.post.Mail;
import org.suwen.server.post.Post;
import org.suwen.server.post.ShortMessages;
import org.suwen.server.syslog.SyslogExport;
import org.suwen.server.syslog.SyslogTarget;

/** Joins what leaves the house without being asked for: notices, and the entries for a log server. */
@Configuration(proxyBeanMethods = false)
public class PostSetup {

    private static final String[] ROLES = {"ADMINISTRATOR", "OFFICER"};

    /** Sends notices by {@code suwen.mail.server} and {@code suwen.sms.gateway}, where these are set. */
    @Bean
    public Post post(Suwen suwen, Environment environment) {
        Map<Watch.Channel, Gateway> gateways = new EnumMap<>(Watch.Channel.class);
        String mail = environment.getProperty("suwen.mail.server", "");
        if (!mail.isEmpty()) {
            String from = environment.getRequiredProperty("suwen.mail.from");
            gateways.put(Watch.Channel.EMAIL, new Mail(URI.create(mail), from, byRole(environment, "suwen.mail.")));
        }
        String sms = environment.getProperty("suwen.sms.gateway", "");
        if (!sms.isEmpty()) {
            String token = environment.getProperty("suwen.sms.token", "");
            gateways.put(
                    Watch.Channel.SMS, new ShortMessages(URI.create(sms), token, byRole(environment, "suwen.sms.")));
        }
        var opening = suwen.core().opening();
        return new Post(
                suwen.services().watch(),
                suwen.core().documents(),
                gateways,
                new Post.Rim(opening.clock(), opening.institution().zone()));
    }

    private static Map<String, String> byRole(Environment environment, String prefix) {
        Map<String, String> found = new java.util.HashMap<>();
        for (String role : ROLES) {
            String to = environment.getProperty(prefix + role.toLowerCase(java.util.Locale.ROOT), "");
            if (!to.isEmpty()) {
                found.put(role, to);
            }
        }
        return found;
    }

    /** At each round. */
    @Bean
    RoundTask posting(Post post) {
        return new RoundTask("notices", () -> {
            int unused = post.send();
        });
    }

    /** The notices and what became of them. */
    @Bean
    public NoticesApi noticesApi(Post post, OfficeDoor door) {
        return new NoticesApi(post, door);
    }

    /** Entries to the log server of {@code suwen.syslog}, where one is set; {@code suwen.syslog-ca} signs its certificate. */
    @Bean
    RoundTask logging(
            Suwen suwen, @Value("${suwen.syslog:}") String address, @Value("${suwen.syslog-ca:}") String authority)
            throws IOException {
        if (address.isEmpty()) {
            return new RoundTask("log server", () -> {});
        }
        Institution institution = suwen.core().opening().institution();
        var target = new SyslogTarget(URI.create(address), trusting(authority));
        var export = new SyslogExport(
                suwen.core().ledger(),
                suwen.core().documents(),
                target,
                institution.code().replaceAll("[^!-~]", "_"));
        Watch watch = suwen.services().watch();
        var clock = suwen.core().opening().clock();
        return new RoundTask("log server", () -> {
            try {
                long unused = export.send();
            } catch (java.io.UncheckedIOException unreachable) {
                String day =
                        clock.instant().atZone(institution.zone()).toLocalDate().toString();
                watch.tell("syslog:" + day, "ADMINISTRATOR", "suwen", "SYSLOG_LAG", clock.instant());
                throw unreachable;
            }
        });
    }

    private static SSLSocketFactory trusting(String file) throws IOException {
        if (file.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try (InputStream stream = Files.newInputStream(Path.of(file))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
                trusted.setCertificateEntry("ca" + number++, each);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the certificates of `suwen.syslog-ca` can't be used", unusable);
        }
    }
}
