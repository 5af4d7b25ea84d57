package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.brand.Logo;
import io.tenancy.core.brand.LogoBook;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link LogoBook} does. */
public abstract class LogoBookContract extends StoreContract {
    private final Logo square = Logo.of(SamplePictures.png(31, 31));
    private final Logo wide = Logo.of(SamplePictures.webp(300, 17));

    /** A tenant may be given to another test with its place emptied; what is in the catalogue stays. */
    @AfterEach
    final void keepNothing() {
        for (TenantScope scope : List.of(acme(), globex())) {
            var unused = logos().remove(scope.id());
        }
    }

    @Test
    void keepsOneLogoOfATenant() {
        assertThat(logos().digest(acme().id())).isEmpty();

        commit(acme(), () -> logos().put(acme().id(), square));
        assertThat(logos().find(square.digest())).contains(square);

        commit(acme(), () -> logos().put(acme().id(), wide));
        assertThat(logos().digest(acme().id())).contains(wide.digest());
        assertThat(logos().find(wide.digest()).orElseThrow().type()).isEqualTo(Logo.Type.WEBP);
        assertThat(logos().find(square.digest())).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        logos().put(acme().id(), square);
        logos().put(globex().id(), square);

        assertThat(logos().remove(globex().id())).isTrue();
        assertThat(logos().remove(globex().id())).isFalse();

        assertThat(logos().digest(globex().id())).isEmpty();
        assertThat(logos().digest(acme().id())).contains(square.digest());
        assertThat(logos().find(square.digest())).contains(square);
    }

    private LogoBook logos() {
        return stores().logos();
    }
}
