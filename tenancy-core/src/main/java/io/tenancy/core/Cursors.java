package io.tenancy.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.tenant.TenantId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Pages through lists with cursors that a client cannot alter: each is signed for one tenant, one list and one filter,
 * and expires after 24 hours. It holds the sort key and the id of the last item, which its reader has seen. A cursor from anywhere else is refused as {@code cursor.invalid}.
 */
public final class Cursors {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final int SIGNATURE = 16;
    private static final int LONGEST = 4_096;

    private final MasterKey key;
    private final InstantSource clock;

    public Cursors(MasterKey key, InstantSource clock) {
        this.key = requireNonNull(key);
        this.clock = requireNonNull(clock);
    }

    /**
     * Reads one page.
     *
     * @param list the list and its filter, in words; a cursor continues exactly this list
     * @param read answers at most so many items after a place
     */
    public <T> Page<T> page(
            TenantId tenant,
            String list,
            PageRequest request,
            BiFunction<Optional<Position>, Integer, List<T>> read,
            Function<T, Position> position) {
        Optional<Position> after = request.cursor().map(cursor -> open(tenant, list, cursor));
        List<T> found = read.apply(after, request.limit() + 1);
        return Page.of(found, request.limit(), item -> seal(tenant, list, position.apply(item)));
    }

    /**
     * Reads one page of a list that knows itself where it goes on: it may have fewer items than were asked for and not be at
     * its end.
     *
     * @param read answers at most so many items behind a place
     */
    public <T> Page<T> stretch(
            TenantId tenant,
            String list,
            PageRequest request,
            BiFunction<Optional<Position>, Integer, Stretch<T>> read) {
        Optional<Position> after = request.cursor().map(cursor -> open(tenant, list, cursor));
        Stretch<T> found = read.apply(after, request.limit());
        return new Page<>(found.items(), found.next().map(place -> seal(tenant, list, place)));
    }

    /**
     * Items, and behind which place there can be more.
     *
     * @param next empty at the end
     */
    public record Stretch<T>(List<T> items, Optional<Position> next) {
        public Stretch {
            items = List.copyOf(items);
            requireNonNull(next);
        }
    }

    private String seal(TenantId tenant, String list, Position position) {
        byte[] sortKey = position.key().getBytes(UTF_8);
        byte[] body = ByteBuffer.allocate(Long.BYTES + 2 * Long.BYTES + sortKey.length)
                .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .put(sortKey)
                .array();
        byte[] signed = ByteBuffer.allocate(SIGNATURE + body.length)
                .put(sign(tenant, list, body))
                .put(body)
                .array();
        return encode(signed);
    }

    private Position open(TenantId tenant, String list, String cursor) {
        try {
            if (cursor.length() > LONGEST) {
                throw invalid();
            }
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (!encode(bytes).equals(cursor)) {
                throw invalid();
            }
            ByteBuffer signed = ByteBuffer.wrap(bytes);
            byte[] signature = new byte[SIGNATURE];
            signed.get(signature);
            byte[] body = new byte[signed.remaining()];
            signed.get(body);
            if (!MessageDigest.isEqual(signature, sign(tenant, list, body))) {
                throw invalid();
            }
            return read(ByteBuffer.wrap(body));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw invalid();
        }
    }

    private Position read(ByteBuffer body) {
        Instant expiresAt = Instant.ofEpochSecond(body.getLong());
        if (!clock.instant().isBefore(expiresAt)) {
            throw new Invalid("cursor", "cursor.expired", "The cursor has expired. Start again from the first page.");
        }
        UUID id = new UUID(body.getLong(), body.getLong());
        return new Position(UTF_8.decode(body).toString(), id);
    }

    private byte[] sign(TenantId tenant, String list, byte[] body) {
        byte[] context = (tenant.value() + "\n" + list + "\n").getBytes(UTF_8);
        byte[] signed = Arrays.copyOf(context, context.length + body.length);
        System.arraycopy(body, 0, signed, context.length, body.length);
        return Arrays.copyOf(key.mac("cursor", signed), SIGNATURE);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Invalid invalid() {
        return new Invalid("cursor", "cursor.invalid", "The cursor is not one of this list.");
    }
}
