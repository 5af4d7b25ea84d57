package io.tenancy.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.access.PermissionSource.Definition;
import io.tenancy.core.access.PermissionSource.Holders;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PermissionsTest {
    private static final Permission NOTE_READ = new Permission("note:read");
    private static final Permission NOTE_WRITE = new Permission("note:write");
    private static final Definition READ = new Definition(NOTE_READ, "Read notes.", Holders.EVERYBODY);
    private static final Definition WRITE = new Definition(NOTE_WRITE, "Write notes.", Holders.MEMBERS);

    @Test
    void takesThoseOfEverySource() {
        assertThat(Permissions.added(List.of(() -> List.of(READ), () -> List.of(WRITE)))
                        .values())
                .containsExactlyInAnyOrder(READ, WRITE);
    }

    @Test
    void refusesOneThatIsDefinedTwice() {
        assertThatThrownBy(() -> Permissions.added(List.of(() -> List.of(READ), () -> List.of(READ))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("note:read is defined twice");
    }

    @Test
    void refusesOneOfTenancyItself() {
        Definition own = new Definition(Permissions.USER_READ, "See users.", Holders.EVERYBODY);

        assertThatThrownBy(() -> Permissions.added(List.of(() -> List.of(own))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("user:read is defined twice");
    }

    @Test
    void refusesOneWithoutAMeaning() {
        assertThatThrownBy(() -> new Definition(NOTE_READ, " ", Holders.EVERYBODY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasNoneOfAnApplicationWithoutASource() {
        assertThat(Permissions.meaning(NOTE_READ)).isEmpty();
        assertThat(Permissions.isAddedFor(Holders.ADMINISTRATORS, Permissions.USER_READ))
                .isFalse();
    }
}
