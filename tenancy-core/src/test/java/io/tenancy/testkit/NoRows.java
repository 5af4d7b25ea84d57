package io.tenancy.testkit;

import io.tenancy.core.archive.Archive.Omission;
import io.tenancy.core.archive.TenantRows;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tables of a place without any: memory has none, so an archive of it is empty. */
public class NoRows implements TenantRows {
    @Override
    public int changelog() {
        return 1;
    }

    @Override
    public List<Shape> tables(TenantScope scope) {
        return List.of();
    }

    @Override
    public List<Omission> secrets(TenantScope scope) {
        return List.of();
    }

    @Override
    public Lines read(TenantScope scope, String table, Optional<UUID> person, String after, int most) {
        return new Lines(List.of(), "");
    }

    @Override
    public boolean isNew(TenantScope scope) {
        return true;
    }

    @Override
    public void check(TenantScope scope, String table, List<String> columns, List<String> lines) {
        throw new IllegalArgumentException("There is no table " + table);
    }

    @Override
    public List<String> texts(TenantScope scope, String member, List<String> lines) {
        return List.of();
    }

    @Override
    public Map<UUID, UUID> twins(TenantScope scope, String table, List<String> lines) {
        return Map.of();
    }

    @Override
    public int write(TenantScope scope, String table, List<String> columns, List<String> lines, Ids ids) {
        throw new IllegalArgumentException("There is no table " + table);
    }

    @Override
    public void link(TenantScope scope, String table, List<String> columns, List<String> lines, Ids ids) {
        throw new IllegalArgumentException("There is no table " + table);
    }

    @Override
    public int removeOf(TenantScope scope, UUID person, int limit) {
        return 0;
    }
}
