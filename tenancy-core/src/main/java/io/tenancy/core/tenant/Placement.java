package io.tenancy.core.tenant;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Where a tenant's rows live. Chosen when the tenant is created; the use cases never look at it. */
public sealed interface Placement {
    /** The named PostgreSQL server or database of the configuration. */
    String store();

    record Shared(String store) implements Placement {}

    record Schema(String store, String name) implements Placement {}

    record Database(String store, String name) implements Placement {}

    /** The placement of a tenant. Physical names come from its id, so that no two tenants can share one. */
    static Placement of(Isolation isolation, String store, TenantId tenant) {
        return switch (isolation) {
            case SHARED -> new Shared(store);
            case SCHEMA -> new Schema(store, physicalName(tenant));
            case DATABASE -> new Database(store, physicalName(tenant));
        };
    }

    /** {@code t_} and the id in the base32 alphabet of RFC 4648 in lower case: 28 characters, no two ids alike. */
    private static String physicalName(TenantId tenant) {
        UUID id = tenant.value();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        StringBuilder name = new StringBuilder("t_");
        int bits = 0;
        int held = 0;
        for (byte next : bytes) {
            bits = (bits << 8) | (next & 0xFF);
            held += 8;
            while (held >= 5) {
                held -= 5;
                name.append("abcdefghijklmnopqrstuvwxyz234567".charAt((bits >>> held) & 31));
            }
        }
        return name.append("abcdefghijklmnopqrstuvwxyz234567".charAt((bits << (5 - held)) & 31))
                .toString();
    }
}
