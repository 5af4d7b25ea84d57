package io.tenancy.core.group;

import io.tenancy.core.Check;
import io.tenancy.core.SearchKey;
import java.util.Optional;

/** Which members of a group are wanted: those whose name or e-mail address starts with the search text. */
public record MemberQuery(Optional<String> search) {
    private static final int LONGEST = 200;

    /** Every member. */
    public static final MemberQuery ALL = new MemberQuery(Optional.empty());

    public MemberQuery {
        search = search.map(text -> SearchKey.of(Check.optionalText("search", text, LONGEST)))
                .filter(text -> !text.isEmpty());
    }

    /** Whether a member is wanted. */
    public boolean test(Member member) {
        return search.filter(text -> !SearchKey.of(member.name()).startsWith(text)
                        && !member.email().startsWith(text))
                .isEmpty();
    }
}
