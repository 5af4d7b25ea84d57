package io.tenancy.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Sha256;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Origin;
import io.tenancy.core.tenant.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An entry as the chain covers it. What may be about a person, its details, is covered by a digest of its own, so that it can
 * be erased and the rest still be verified.
 *
 * @param salt keeps who knows the digest of the details from guessing them; it is erased together with them
 */
public record Sealable(JournalEntry entry, Optional<UUID> salt) {
    public Sealable {
        requireNonNull(entry);
        requireNonNull(salt);
    }

    boolean isErased() {
        return salt.isEmpty();
    }

    /** Whom the entry names, one of whom may be erased. */
    Set<UUID> named() {
        Set<UUID> named = new HashSet<>(List.of(entry.actor().id(), entry.target()));
        entry.onBehalfOf().ifPresent(named::add);
        return named;
    }

    /** The SHA-256 in hexadecimal of the differences and the origin. */
    String details() {
        Map<String, Object> details = new HashMap<>();
        details.put("salt", salt.orElseThrow().toString());
        details.put(
                "changes", entry.changes().stream().map(Sealable::difference).toList());
        details.put("origin", origin(entry.origin()));
        return digest(details);
    }

    /**
     * The SHA-256 in hexadecimal of the entry in its place.
     *
     * @param details the digest of the details, which may be erased
     */
    String digest(TenantId tenant, ChainHead previous, String details) {
        Map<String, Object> link = new HashMap<>();
        link.put("previous", previous.digest());
        link.put("sequence", previous.sequence() + 1);
        link.put("tenant", tenant.value().toString());
        link.put("id", entry.id().toString());
        link.put("at", entry.at().toString());
        link.put("actor", entry.actor().kind() + " " + entry.actor().id());
        entry.onBehalfOf().ifPresent(user -> link.put("onBehalfOf", user.toString()));
        entry.credential().ifPresent(credential -> link.put("credential", credential.toString()));
        link.put("action", entry.action());
        link.put("target", entry.target().toString());
        link.put("details", details);
        return digest(link);
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> texts = new HashMap<>();
        texts.put("field", difference.field());
        difference.before().ifPresent(text -> texts.put("before", text));
        difference.after().ifPresent(text -> texts.put("after", text));
        return texts;
    }

    private static Map<String, Object> origin(Origin origin) {
        Map<String, Object> texts = new HashMap<>();
        origin.address().ifPresent(text -> texts.put("address", text));
        origin.userAgent().ifPresent(text -> texts.put("userAgent", text));
        origin.requestId().ifPresent(text -> texts.put("requestId", text));
        origin.traceId().ifPresent(text -> texts.put("traceId", text));
        return texts;
    }

    private static String digest(Map<String, Object> content) {
        return Sha256.hex(CanonicalJson.of(content).getBytes(UTF_8));
    }
}
