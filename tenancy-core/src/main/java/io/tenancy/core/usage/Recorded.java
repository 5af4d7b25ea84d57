package io.tenancy.core.usage;

/**
 * What became of events.
 *
 * @param accepted how many were counted
 * @param duplicates how many were known already, and changed nothing
 */
public record Recorded(int accepted, int duplicates) {}
