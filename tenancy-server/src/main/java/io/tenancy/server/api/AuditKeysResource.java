package io.tenancy.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.audit.PublicCheckpointKey;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What others need in order to verify the checkpoints of audit trails. */
@Path("/.well-known/audit-keys.json")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Discovery")
@Cost(0)
public final class AuditKeysResource {
    private final Keys keys;

    public AuditKeysResource(Services services) {
        this.keys = new Keys(List.of(services.audit().key()));
    }

    /** A JWK Set (RFC 7517). No access token is signed with one of these keys. */
    public record Keys(List<PublicCheckpointKey> keys) {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    @GET
    @Open
    @Operation(
            operationId = "getAuditKeys",
            summary = "The public keys that sign audit trails, as a JWK Set (RFC 7517)")
    public Keys get() {
        return keys;
    }
}
