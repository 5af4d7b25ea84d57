package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dropwizard.auth.Auth;
import io.tenancy.core.access.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PermissionDeclarationsTest {

    /** Every way to declare badly who may use an operation. */
    @Path("/culprit")
    public static final class Culprit {
        @GET
        public String declaresNothing(@Auth Caller caller) {
            return "";
        }

        @GET
        @Open
        @SignedIn
        public String declaresTwoThings(@Auth Caller caller) {
            return "";
        }

        @GET
        @RequiresPermission("user:fly")
        public String needsAnUnknownPermission(@Auth Caller caller) {
            return "";
        }

        @GET
        @RequiresPermission("nonsense")
        public String needsWhatIsNoPermission(@Auth Caller caller) {
            return "";
        }

        @GET
        @RequiresPermission({"user:read", "user:fly"})
        public String needsAnUnknownPermissionToo(@Auth Caller caller) {
            return "";
        }

        @GET
        @RequiresPermission({})
        public String needsNoPermissionAtAll(@Auth Caller caller) {
            return "";
        }

        @GET
        @RequiresPermission("user:read")
        public String takesNoCaller() {
            return "";
        }

        @GET
        @Open
        public String takesACallerThatIsNotThere(@Auth Caller caller) {
            return "";
        }

        @GET
        @SignedIn
        public String isSound(@Auth Caller caller) {
            return "";
        }
    }

    @Test
    void findsEveryUnsoundDeclaration() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PermissionDeclarations.check(List.of(Culprit.class)))
                .withMessageContainingAll(
                        "Culprit.declaresNothing",
                        "Culprit.declaresTwoThings",
                        "Culprit.needsAnUnknownPermission",
                        "Culprit.needsWhatIsNoPermission",
                        "Culprit.needsAnUnknownPermissionToo",
                        "Culprit.needsNoPermissionAtAll",
                        "Culprit.takesNoCaller",
                        "Culprit.takesACallerThatIsNotThere")
                .withMessageNotContaining("isSound");
    }

    @Test
    void findsNothingInTheApi() {
        assertThatCode(() -> PermissionDeclarations.check(Api.RESOURCES)).doesNotThrowAnyException();
    }
}
