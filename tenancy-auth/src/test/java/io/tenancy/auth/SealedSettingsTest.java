package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.setting.SettingBox.Row;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SealedSettingsTest {
    private static final Optional<TenantId> ACME = Optional.of(new TenantId(new UUID(1, 1)));
    private static final Optional<TenantId> GLOBEX = Optional.of(new TenantId(new UUID(1, 2)));
    private static final Optional<UserId> ADA = Optional.of(new UserId(new UUID(2, 1)));
    private static final Row ROW = new Row(ACME, Optional.empty(), "smtp_password");
    private static final Secret SECRET = new Secret("s3cret with ünïcode");

    private final SealedSettings box = box(0);

    private static SealedSettings box(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new SealedSettings(MasterKey.ofBase64(Base64.getEncoder().encodeToString(bytes)), new SecureRandom());
    }

    @Test
    void opensWhatItHasSealed() {
        String sealed = box.seal(ROW, SECRET);

        assertThat(sealed).doesNotContain("s3cret").isNotEqualTo(box.seal(ROW, SECRET));
        assertThat(box.open(ROW, sealed)).isEqualTo(SECRET);
    }

    @Test
    void opensACopyInNoOtherRow() {
        String sealed = box.seal(ROW, SECRET);

        for (Row other : List.of(
                new Row(GLOBEX, Optional.empty(), "smtp_password"),
                new Row(Optional.empty(), Optional.empty(), "smtp_password"),
                new Row(ACME, ADA, "smtp_password"),
                new Row(ACME, Optional.empty(), "imap_password"))) {
            assertThatThrownBy(() -> box.open(other, sealed)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void opensItUnderNoOtherMasterKeyAndNothingThatWasAltered() {
        String sealed = box.seal(ROW, SECRET);

        assertThatThrownBy(() -> box(1).open(ROW, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open(ROW, sealed.substring(4))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open(ROW, "de")).isInstanceOf(IllegalStateException.class);
    }
}
