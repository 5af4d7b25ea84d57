package io.tenancy.core.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.setting.NewValue;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.SamplePictures;
import io.tenancy.testkit.TestTenants;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BrandServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    private static NewLogo logo(byte[] bytes) {
        return new NewLogo(Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void looksAsTheTenantHasSetIt() {
        assertThat(platform.brand.get(owner).name()).isEqualTo("Name of acme");

        platform.settings.put(owner, "brand_name", new NewValue("ACME!"));
        platform.settings.put(owner, "brand_color", new NewValue("#AA0011"));

        Brand brand = platform.brand.get(owner);
        assertThat(brand.name()).isEqualTo("ACME!");
        assertThat(brand.color()).isEqualTo("#aa0011");
        assertThat(brand.logo()).isEmpty();
    }

    @Test
    void givesAndTakesALogo() {
        byte[] picture = SamplePictures.png(64, 64);

        Brand given = platform.brand.putLogo(owner, logo(picture));
        platform.brand.putLogo(owner, logo(picture));

        assertThat(platform.brands
                        .logo(given.logo().orElseThrow())
                        .orElseThrow()
                        .bytes())
                .isEqualTo(picture);
        assertThat(platform.brand.get(platform.owner("globex")).logo()).isEmpty();
        assertThat(platform.brand.removeLogo(owner).logo()).isEmpty();
        platform.brand.removeLogo(owner);
        assertThat(platform.brands.logo(given.logo().orElseThrow())).isEmpty();
        assertThat(platform.actions(owner)).containsOnlyOnce("logo.changed").containsOnlyOnce("logo.removed");
    }

    @Test
    void refusesWhatIsNoWholePicture() {
        byte[] png = SamplePictures.png(64, 64);
        byte[] broken = png.clone();
        broken[50] ^= 1;
        byte[] followed = Arrays.copyOf(png, png.length + 20);
        byte[] cut = Arrays.copyOf(png, png.length - 5);
        byte[] webp = SamplePictures.webp(20, 20);

        for (byte[] bad : List.of(
                broken,
                followed,
                cut,
                SamplePictures.png(5_000, 3),
                SamplePictures.webp(16_000, 3),
                Arrays.copyOf(webp, webp.length + 1),
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                "GIF89a".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                new byte[70_000])) {
            assertThatThrownBy(() -> platform.brand.putLogo(owner, logo(bad)))
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            refused -> assertThat(refused.field()).contains("image"));
        }
        assertThatThrownBy(() -> platform.brand.putLogo(owner, new NewLogo("no base64!")))
                .isInstanceOf(Invalid.class);
        assertThat(platform.brand.putLogo(owner, logo(webp)).logo()).isPresent();
    }

    @Test
    void needsThePermissionOfEachOperation() {
        Caller reader = TestTenants.caller(platform.scope(owner), Permissions.SETTING_READ);

        assertThatThrownBy(() -> platform.brand.putLogo(reader, logo(SamplePictures.png(1, 1))))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> platform.brand.removeLogo(reader)).isInstanceOf(Denied.class);
    }
}
