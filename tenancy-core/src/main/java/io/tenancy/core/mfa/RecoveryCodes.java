package io.tenancy.core.mfa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes recovery codes of 80 bits, as {@code ab3d-ef5h-jk7m-np2q}, and the digests by which they are known again. */
final class RecoveryCodes {
    static final int NUMBER = 10;

    private static final String PURPOSE = "recovery-code";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    private final MasterKey key;
    private final SecureRandom random;

    RecoveryCodes(MasterKey key, SecureRandom random) {
        this.key = requireNonNull(key);
        this.random = requireNonNull(random);
    }

    List<Secret> fresh() {
        return Stream.generate(this::code).distinct().limit(NUMBER).toList();
    }

    /** The keyed digest of a code, in whatever case and with whatever separators somebody has typed it. */
    String digest(TenantId tenant, UserId user, Secret code) {
        String typed = code.reveal().replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        String text = tenant.value() + "\n" + user.value() + "\n" + typed;
        return HexFormat.of().formatHex(key.mac(PURPOSE, text.getBytes(UTF_8)));
    }

    private Secret code() {
        return new Secret(Stream.generate(this::group).limit(GROUPS).collect(Collectors.joining("-")));
    }

    private String group() {
        return random.ints(GROUP, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
