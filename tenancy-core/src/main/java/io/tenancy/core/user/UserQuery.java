package io.tenancy.core.user;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.Position;
import io.tenancy.core.SearchKey;
import io.tenancy.core.user.User.Status;
import java.util.Optional;

/** Which users to list, and in what order: those whose name or e-mail address starts with the search text. */
public record UserQuery(Optional<String> search, Optional<Status> status, Sort sort) {
    /** The order of a list; users with equal keys come in the order of their ids. */
    public enum Sort {
        /** The order in which the users were created. */
        CREATED,
        NAME,
        EMAIL
    }

    public UserQuery {
        search = search.map(text -> SearchKey.of(Check.optionalText("search", text, 200)))
                .filter(text -> !text.isEmpty());
        requireNonNull(status);
        requireNonNull(sort);
    }

    /** The place of a user in a list of this order. */
    public Position position(User user) {
        String key = switch (sort) {
            case CREATED -> "";
            case NAME -> SearchKey.of(user.name());
            case EMAIL -> user.email();
        };
        return new Position(key, user.id().value());
    }
}
