package io.tenancy.server;

import io.tenancy.core.audit.AuditService;
import io.tenancy.core.audit.PublicCheckpointKey;
import io.tenancy.core.hold.HoldService;
import io.tenancy.core.platform.PlatformAuditService;

/**
 * What concerns audit trails.
 *
 * @param own of callers' tenants
 * @param all of all tenants, for operators
 * @param key with which anybody can verify checkpoints
 */
public record JournalServices(AuditService own, PlatformAuditService all, HoldService holds, PublicCheckpointKey key) {}
