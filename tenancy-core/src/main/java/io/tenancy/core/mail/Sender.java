package io.tenancy.core.mail;

/**
 * Delivers messages to people. Never called while a request waits, nor within a transaction: see {@link Outbox}. An
 * implementation that cannot deliver now throws, and the message is made and sent again later; one that never can
 * throws {@link Undeliverable}.
 */
public interface Sender {
    void send(Mail mail);
}
