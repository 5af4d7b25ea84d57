package io.tenancy.server.mail;

import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes in the log that a message was due, without its token. People are let in by one-time passwords instead. */
public final class LogSender implements Sender {
    private static final Logger LOG = LoggerFactory.getLogger(LogSender.class);

    @Override
    public void send(Mail mail) {
        LOG.info(
                "A mail ({}) of the tenant {} is due, and no way to send it is set up (TENANCY_MAIL).",
                mail.getClass().getSimpleName(),
                mail.tenant());
    }
}
