package io.tenancy.core.webhook;

/**
 * How a webhook goes on that was disabled, or fails.
 *
 * @param skip whether it leaves out what has changed meanwhile
 */
public record Resumption(boolean skip) {}
