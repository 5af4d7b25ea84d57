package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Position;
import io.tenancy.core.SearchKey;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.core.user.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How every {@link UserStore} lists, sorts, pages and searches. */
public abstract class UserListContract extends StoreContract {
    private static final Optional<Position> START = Optional.empty();

    @Test
    void keepsTenantsApart() {
        User ada = named("ada@example.org", "Ada");
        user(globex(), "adam@example.org", "Adam", Status.ACTIVE, "VIEWER");

        for (Sort sort : Sort.values()) {
            assertThat(emails(acme(), query("", sort))).containsExactly("ada@example.org");
            assertThat(emails(acme(), query("ad", sort))).containsExactly("ada@example.org");
            assertThat(emails(globex(), query("ad", sort))).containsExactly("adam@example.org");
        }
        assertThat(users().list(globex(), query("ada@", Sort.EMAIL), START, 10)).isEmpty();
        assertThat(users().list(acme(), query("", Sort.CREATED), START, 10)).containsExactly(ada);
    }

    @ParameterizedTest
    @EnumSource
    void pagesWithoutGapsOrRepeatsAlsoWhereKeysAreEqual(Sort sort) {
        for (int number = 0; number < 23; number++) {
            named("u" + (number * 7 % 23) + "@example.org", number % 3 == 0 ? "Same" : "Name " + number % 4);
        }
        List<User> whole = users().list(acme(), query("", sort), START, 100);
        assertThat(whole).hasSize(23);

        for (int limit : new int[] {1, 2, 7, 22, 23, 24}) {
            List<User> paged = Pages.all(
                    (after, most) -> users().list(acme(), query("", sort), after, most),
                    user -> position(sort, user),
                    limit);
            assertThat(paged).as("pages of %s", limit).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesThroughWhatItFinds(Sort sort) {
        for (int number = 0; number < 9; number++) {
            named("x" + number + "@example.org", number % 2 == 0 ? "Ada" : "Bob");
        }

        List<User> paged = Pages.all(
                (after, most) -> users().list(acme(), query("ada", sort), after, most),
                user -> position(sort, user),
                2);

        assertThat(paged).hasSize(5).allMatch(user -> user.name().equals("Ada"));
        assertThat(paged).doesNotHaveDuplicates();
    }

    @Test
    void sortsByCreationByNameAndByAddress() {
        named("b@example.org", "carl");
        named("c@example.org", "Ada");
        named("a@example.org", "Bob");

        assertThat(emails(acme(), query("", Sort.CREATED)))
                .containsExactly("b@example.org", "c@example.org", "a@example.org");
        assertThat(emails(acme(), query("", Sort.NAME)))
                .containsExactly("c@example.org", "a@example.org", "b@example.org");
        assertThat(emails(acme(), query("", Sort.EMAIL)))
                .containsExactly("a@example.org", "b@example.org", "c@example.org");
    }

    @Test
    void sortsByCodePoints() {
        named("1@example.org", "\uD83D\uDE00");
        named("2@example.org", "\uE000");
        named("3@example.org", "é");
        named("4@example.org", "z-a");
        named("5@example.org", "z a");
        named("6@example.org", "z_a");

        assertThat(emails(acme(), query("", Sort.NAME)))
                .containsExactly(
                        "5@example.org",
                        "4@example.org",
                        "6@example.org",
                        "3@example.org",
                        "2@example.org",
                        "1@example.org");
    }

    @Test
    void searchesByTheStartOfNameOrAddress() {
        named("ada@example.org", "Ada Lovelace");
        named("bob@example.org", "Adam Smith");
        named("lovelace@example.org", "Carl");

        assertThat(emails(acme(), query("ada", Sort.EMAIL))).containsExactly("ada@example.org", "bob@example.org");
        assertThat(emails(acme(), query("ADA L", Sort.EMAIL))).containsExactly("ada@example.org");
        assertThat(emails(acme(), query("lovelace", Sort.EMAIL))).containsExactly("lovelace@example.org");
        assertThat(emails(acme(), query("Bob@Example.ORG", Sort.EMAIL))).containsExactly("bob@example.org");
        assertThat(emails(acme(), query("nobody", Sort.EMAIL))).isEmpty();
    }

    @Test
    void takesNoCharacterOfASearchForAPattern() {
        named("a@example.org", "100% sure");
        named("b@example.org", "100 per cent");
        named("c@example.org", "snake_case");
        named("d@example.org", "snakeXcase");
        named("e@example.org", "back\\slash");
        named("f@example.org", "it's \"quoted\"");

        assertThat(emails(acme(), query("%", Sort.EMAIL))).isEmpty();
        assertThat(emails(acme(), query("_", Sort.EMAIL))).isEmpty();
        assertThat(emails(acme(), query("100%", Sort.EMAIL))).containsExactly("a@example.org");
        assertThat(emails(acme(), query("snake_", Sort.EMAIL))).containsExactly("c@example.org");
        assertThat(emails(acme(), query("back\\", Sort.EMAIL))).containsExactly("e@example.org");
        assertThat(emails(acme(), query("it's \"", Sort.EMAIL))).containsExactly("f@example.org");
    }

    @Test
    void searchesNamesOfEveryScript() {
        named("a@example.org", "ÄRGER");
        named("b@example.org", "Ａｄａ");
        named("c@example.org", "😀 Smile");
        named("d@example.org", "\uDBFF\uDFFDend");
        named("ünï@example.org", "Zoë");

        assertThat(emails(acme(), query("är", Sort.EMAIL))).containsExactly("a@example.org");
        assertThat(emails(acme(), query("A\u0308R", Sort.EMAIL))).containsExactly("a@example.org");
        assertThat(emails(acme(), query("ada", Sort.EMAIL))).containsExactly("b@example.org");
        assertThat(emails(acme(), query("😀", Sort.EMAIL))).containsExactly("c@example.org");
        assertThat(emails(acme(), query("\uDBFF\uDFFD", Sort.EMAIL))).containsExactly("d@example.org");
        assertThat(emails(acme(), query("ÜN", Sort.EMAIL))).containsExactly("ünï@example.org");
    }

    @Test
    void findsAUserUnderANewNameAndNoLongerUnderTheOld() {
        User ada = named("x@example.org", "Ada");
        User renamed = new User(
                ada.id(),
                ada.email(),
                "Zoë",
                ada.status(),
                ada.roles(),
                T0,
                T0.plusSeconds(1),
                ada.lastLoginAt(),
                ada.emailVerifiedAt(),
                2);

        commit(acme(), () -> users().update(acme(), renamed));

        assertThat(users().list(acme(), query("zo", Sort.NAME), START, 10)).containsExactly(renamed);
        assertThat(users().list(acme(), query("ada", Sort.NAME), START, 10)).isEmpty();
    }

    @Test
    void filtersByStatus() {
        user(acme(), "a@example.org", "Ada", Status.ACTIVE, "VIEWER");
        user(acme(), "b@example.org", "Ben", Status.INVITED, "VIEWER");
        user(acme(), "c@example.org", "Ann", Status.DISABLED, "VIEWER");

        for (Sort sort : Sort.values()) {
            UserQuery disabled = new UserQuery(Optional.empty(), Optional.of(Status.DISABLED), sort);
            UserQuery invitedWithA = new UserQuery(Optional.of("a"), Optional.of(Status.INVITED), sort);
            assertThat(emails(acme(), disabled)).containsExactly("c@example.org");
            assertThat(emails(acme(), invitedWithA)).isEmpty();
        }
    }

    @Test
    void listsNobodyWhoWasDeleted() {
        User ada = named("ada@example.org", "Ada");
        named("bob@example.org", "Bob");

        commit(acme(), () -> users().delete(acme(), ada.id(), 1, T0));

        for (Sort sort : Sort.values()) {
            assertThat(emails(acme(), query("", sort))).containsExactly("bob@example.org");
            assertThat(emails(acme(), query("ada", sort))).isEmpty();
        }
    }

    @Test
    void listsTheRolesOfEachUser() {
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "OWNER", "ADMIN", "VIEWER");
        User bob = user(acme(), "bob@example.org", "Bob", Status.ACTIVE, "MEMBER");

        assertThat(users().list(acme(), query("", Sort.NAME), START, 10)).containsExactly(ada, bob);
    }

    private UserStore users() {
        return stores().users();
    }

    private User named(String email, String name) {
        return user(acme(), email, name, Status.ACTIVE, "VIEWER");
    }

    private List<String> emails(TenantScope scope, UserQuery query) {
        return new ArrayList<>(
                users().list(scope, query, START, 100).stream().map(User::email).toList());
    }

    private static UserQuery query(String search, Sort sort) {
        return new UserQuery(Optional.of(search), Optional.empty(), sort);
    }

    private static Position position(Sort sort, User user) {
        String key = switch (sort) {
            case CREATED -> "";
            case NAME -> SearchKey.of(user.name());
            case EMAIL -> user.email();
        };
        return new Position(key, user.id().value());
    }
}
