package org.suwen.server.post;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * E-mail by a mail server: {@code smtps://user:password@host:465}, or {@code smtp://host:587}, which must offer STARTTLS
 * unless it is on this machine.
 */
public final class Mail implements Gateway {

    private static final String PATIENCE = "10000";

    private final URI server;
    private final String from;
    private final Map<String, String> addresses;

    /**
     * Mail from {@code from}.
     *
     * @param addresses role to addresses, several separated by commas
     * @throws IllegalArgumentException when the server's address has another form
     */
    public Mail(URI server, String from, Map<String, String> addresses) {
        boolean known = "smtp".equals(server.getScheme()) || "smtps".equals(server.getScheme());
        if (!known || server.getHost() == null) {
            throw new IllegalArgumentException("`suwen.mail.server` is `smtp://host:port` or `smtps://…`");
        }
        this.server = server;
        this.from = from;
        this.addresses = Map.copyOf(addresses);
    }

    @Override
    public void send(Message message) throws IOException {
        String to = addresses.getOrDefault(message.role(), "");
        if (to.isEmpty()) {
            throw new IOException("no address is configured for the role " + message.role());
        }
        Session session = Session.getInstance(properties());
        var mail = new MimeMessage(session);
        try {
            mail.setFrom(new InternetAddress(from));
            mail.setRecipients(RecipientType.TO, InternetAddress.parse(to));
            mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            mail.setText(message.text(), StandardCharsets.UTF_8.name());
            try (Transport transport = session.getTransport(server.getScheme())) {
                String[] who =
                        Optional.ofNullable(server.getUserInfo()).orElse(":").split(":", 2);
                String user = who[0].isEmpty() ? null : who[0];
                transport.connect(server.getHost(), server.getPort(), user, user == null ? null : who[1]);
                mail.saveChanges();
                transport.sendMessage(mail, mail.getAllRecipients());
            }
        } catch (MessagingException refused) {
            throw new IOException("the mail server did not take the message", refused);
        }
    }

    private Properties properties() {
        String protocol = "mail." + server.getScheme() + ".";
        boolean here = server.getHost().equals("localhost") || server.getHost().equals("127.0.0.1");
        var properties = new Properties();
        properties.setProperty(protocol + "connectiontimeout", PATIENCE);
        properties.setProperty(protocol + "timeout", PATIENCE);
        properties.setProperty(protocol + "writetimeout", PATIENCE);
        properties.setProperty(protocol + "ssl.checkserveridentity", "true");
        properties.setProperty(protocol + "starttls.enable", "true");
        properties.setProperty(protocol + "starttls.required", Boolean.toString(!here));
        return properties;
    }
}
