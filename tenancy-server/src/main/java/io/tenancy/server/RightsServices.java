package io.tenancy.server;

import io.tenancy.core.archive.ErasureService;
import io.tenancy.core.archive.ExportService;
import io.tenancy.core.archive.TenantArchiveService;

/** The use cases about what tenants and their people have a right to: their data, and that it is erased. */
public record RightsServices(ExportService exports, TenantArchiveService ofTenants, ErasureService erasures) {}
