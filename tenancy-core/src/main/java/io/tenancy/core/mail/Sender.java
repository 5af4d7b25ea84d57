package io.tenancy.core.mail;

/**
 * Delivers messages to people. Called after the change that causes a message is committed, so a failure undoes nothing;
 * an implementation that cannot deliver throws, and whoever asked learns that the message can be sent again.
 */
public interface Sender {
    void send(Mail mail);
}
