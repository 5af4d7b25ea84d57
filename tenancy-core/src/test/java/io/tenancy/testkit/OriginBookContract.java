package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.setting.Origin;
import io.tenancy.core.setting.OriginBook;
import io.tenancy.core.setting.OriginBook.Listed;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link OriginBook} does, and the settings with it. Each test has origins of its own: answers may be remembered. */
public abstract class OriginBookContract extends StoreContract {
    private final Origin app = origin("app");
    private final Origin shop = origin("shop");

    /** A tenant may be given to another test with its place emptied; what is in the catalogue stays. */
    @AfterEach
    final void listNothing() {
        for (TenantScope scope : List.of(acme(), globex())) {
            var unused = book().remove(scope.id());
        }
    }

    @Test
    void findsWhatATenantHasListed() {
        assertThat(book().find(acme().id())).isEmpty();

        book().put(acme().id(), listed(shop, app));

        assertThat(book().find(acme().id())).contains(listed(app, shop));
        assertThat(book().isListed(app)).isTrue();
        assertThat(book().isListed(app, acme().id())).isTrue();
        assertThat(book().isListed(origin("other"))).isFalse();
    }

    @Test
    void replacesTheWholeList() {
        book().put(acme().id(), listed(app));

        book().put(acme().id(), new Listed(new TreeSet<>(Stream.of(shop).toList()), T0.plus(Duration.ofDays(1))));

        assertThat(book().find(acme().id()).orElseThrow().origins()).containsExactly(shop);
        assertThat(book().find(acme().id()).orElseThrow().at()).isEqualTo(T0.plus(Duration.ofDays(1)));
        assertThat(book().isListed(app)).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        book().put(acme().id(), listed(app));
        book().put(globex().id(), listed(app, shop));

        assertThat(book().remove(globex().id())).isTrue();

        assertThat(book().remove(globex().id())).isFalse();
        assertThat(book().find(globex().id())).isEmpty();
        assertThat(book().find(acme().id())).contains(listed(app));
        assertThat(book().isListed(app, globex().id())).isFalse();
        assertThat(book().isListed(app, acme().id())).isTrue();
        assertThat(book().isListed(app)).isTrue();
    }

    @Test
    void isTheHomeOfASettingOfTheTenant() {
        SetValue wanted = new SetValue("cors_origins", app + " " + shop, T0);

        commit(acme(), () -> stores().settings().put(acme(), wanted));

        assertThat(stores().settings().list(acme())).containsExactly(wanted);
        assertThat(stores().settings().list(globex())).isEmpty();
        assertThat(book().find(acme().id())).contains(listed(app, shop));
        assertThat(commit(acme(), () -> stores().settings().remove(acme(), "cors_origins")))
                .isTrue();
        assertThat(book().find(acme().id())).isEmpty();
    }

    private OriginBook book() {
        return stores().origins();
    }

    private static Origin origin(String name) {
        return new Origin("https://" + name + "-" + TestTenants.newId() + ".example:8443");
    }

    private static Listed listed(Origin... origins) {
        return new Listed(Stream.of(origins).collect(Collectors.toCollection(TreeSet::new)), T0);
    }
}
