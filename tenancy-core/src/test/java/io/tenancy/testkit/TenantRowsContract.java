package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every store of an application does with the rows of its own tenant table. An application proves each of its stores
 * with one class for each placement that extends this.
 *
 * @param <R> the record of a row; two records of the same row are equal
 */
public abstract class TenantRowsContract<R> {
    @SuppressWarnings("NullAway.Init") // set before each test
    private TenantScope acme;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TenantScope globex;

    /** What the store joins. */
    protected abstract Transactions transactions();

    /** The scope of a new tenant whose place is made, with whatever a row refers to. */
    protected abstract TenantScope open(String slug);

    /** Adds a new row of this id to the store. */
    protected abstract R add(TenantScope scope, UUID id);

    protected abstract Optional<R> find(TenantScope scope, UUID id);

    /** The first rows of the tenant, ten at least where there are so many. */
    protected abstract List<R> list(TenantScope scope);

    /** Changes the row in whatever way the store does; false where it does not, or has no such row. */
    protected abstract boolean change(TenantScope scope, UUID id);

    /** Deletes the row; false where the store has none of this id, or never deletes. */
    protected abstract boolean delete(TenantScope scope, UUID id);

    @BeforeEach
    final void openTenants() {
        acme = open("acme");
        globex = open("globex");
    }

    @Test
    void findsAndListsWhatWasAdded() {
        UUID id = TestTenants.newId();
        R row = add(acme, id);
        R other = add(acme, TestTenants.newId());

        assertThat(find(acme, id)).contains(row);
        assertThat(list(acme)).containsExactlyInAnyOrder(row, other);
        assertThat(find(acme, TestTenants.newId())).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        UUID id = TestTenants.newId();
        R row = add(acme, id);

        assertThat(find(globex, id)).isEmpty();
        assertThat(list(globex)).isEmpty();
        assertThat(change(globex, id)).isFalse();
        assertThat(delete(globex, id)).isFalse();
        assertThat(find(acme, id)).contains(row);
        assertThat(list(acme)).containsExactly(row);
    }

    @Test
    void takesTheSameIdInTwoTenants() {
        UUID id = TestTenants.newId();
        R ours = add(acme, id);
        R theirs = add(globex, id);
        boolean deleted = delete(globex, id);

        assertThat(find(acme, id)).contains(ours);
        assertThat(find(globex, id)).isEqualTo(deleted ? Optional.empty() : Optional.of(theirs));
    }

    @Test
    void joinsTheTransactionThatRuns() {
        UUID id = TestTenants.newId();

        assertThatThrownBy(() -> transactions().run(acme, () -> {
                    add(acme, id);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(find(acme, id)).isEmpty();
        assertThat(list(acme)).isEmpty();
    }

    @Test
    void servesOneTenantInOneTransaction() {
        UUID id = TestTenants.newId();

        assertThatThrownBy(() -> transactions().run(acme, () -> find(globex, id)))
                .isInstanceOf(IllegalStateException.class);
    }
}
