package io.tenancy.core.hold;

import io.tenancy.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * Why a legal hold is set, or ended.
 *
 * @param reason 10 to 500 characters, which operators and the tenant read
 */
public record HoldReason(String reason) {
    public HoldReason(@Nullable String reason) {
        this.reason = Check.text("reason", reason, 10, 500);
    }
}
