package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Permission;
import io.tenancy.core.user.UserId;
import java.util.Set;
import java.util.UUID;

/** Whom an access token stands for. */
public sealed interface Bearer {
    /** The {@code sub}: the id of a user, a service account or an operator. */
    UUID subject();

    /** A user of the tenant who has signed in. */
    record Person(UserId user, SessionId session, Assurance assurance) implements Bearer {
        public Person {
            requireNonNull(user);
            requireNonNull(session);
            requireNonNull(assurance);
        }

        @Override
        public UUID subject() {
            return user.value();
        }
    }

    /**
     * A program of the tenant that has shown the secret of its service account (RFC 6749, section 4.4).
     *
     * @param account the id of the service account, which is also the {@code client_id}
     * @param key the id of the key that was shown; the token is good for as long as the key is
     * @param scope the most that the token allows, of what the account may do
     */
    record Service(UUID account, UUID key, Set<Permission> scope) implements Bearer {
        public Service {
            requireNonNull(account);
            requireNonNull(key);
            scope = Set.copyOf(scope);
        }

        @Override
        public UUID subject() {
            return account;
        }
    }

    /**
     * An operator who has entered the tenant to help; the token says so by {@code act} (RFC 8693, section 4.1).
     *
     * @param operator a user of the platform's own tenant
     * @param visit the id of the visit, which ends at a time that was set when it began
     */
    record Support(UserId operator, UUID visit, Assurance assurance) implements Bearer {
        public Support {
            requireNonNull(operator);
            requireNonNull(visit);
            requireNonNull(assurance);
        }

        @Override
        public UUID subject() {
            return operator.value();
        }
    }
}
