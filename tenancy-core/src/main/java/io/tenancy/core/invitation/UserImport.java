package io.tenancy.core.invitation;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users of another system with the hashes of their passwords. Each line is looked at by itself, later. */
public record UserImport(List<Line> users) {
    /** The most lines of an import that is answered when it is done. */
    public static final int MOST_AT_ONCE = 500;

    /** The most lines of an import that goes on in the background. */
    public static final int MOST = 5_000;

    public UserImport(@Nullable List<Line> users) {
        this.users = List.copyOf(Check.present("users", users));
        if (this.users.isEmpty() || this.users.size() > MOST) {
            throw new Invalid("users", "users.count", "An import has 1 to " + MOST + " users.");
        }
    }

    /**
     * One user.
     *
     * @param passwordHash a PHC string of argon2id, scrypt or PBKDF2, or a hash of bcrypt
     */
    public record Line(
            Optional<String> email,
            Optional<String> name,
            Optional<Set<String>> roles,
            Optional<Secret> passwordHash) {}
}
