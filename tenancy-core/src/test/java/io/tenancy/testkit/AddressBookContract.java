package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.account.AddressBook;
import org.junit.jupiter.api.Test;

/** What every {@link AddressBook} does. */
public abstract class AddressBookContract extends StoreContract {
    private final String digest = TestTenants.newId().toString();

    @Test
    void findsTheTenantsOfAnAddressAndNoOthers() {
        book().add(digest, acme().id());
        book().add(digest, acme().id());
        book().add(digest, globex().id());
        book().add("another " + digest, acme().id());

        assertThat(book().find(digest, 9)).containsExactlyInAnyOrder(acme().id(), globex().id());
        assertThat(book().find(digest, 1)).hasSize(1);
        assertThat(book().find("unknown " + digest, 9)).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        book().add(digest, acme().id());
        book().add(digest, globex().id());

        book().remove(digest, globex().id());
        book().remove("unknown " + digest, acme().id());

        assertThat(book().find(digest, 9)).containsExactly(acme().id());
    }

    @Test
    void hearsOfAnAddressWithinTheTransactionOfItsTenant() {
        commit(acme(), () -> book().add(digest, acme().id()));

        assertThat(book().find(digest, 9)).containsExactly(acme().id());
    }

    private AddressBook book() {
        return stores().addresses();
    }
}
