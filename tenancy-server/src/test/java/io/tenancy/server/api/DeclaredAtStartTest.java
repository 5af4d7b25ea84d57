package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

final class DeclaredAtStartTest {
    @Test
    void refusesAResourceOfAnApplicationThatDeclaresNothing() {
        ResourceConfig instances = new ResourceConfig().register(new Undeclared());
        ResourceConfig classes = new ResourceConfig().register(Undeclared.class);

        assertThatThrownBy(() -> new DeclaredAtStart(instances).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Undeclared.get");
        assertThatThrownBy(() -> new DeclaredAtStart(classes).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Undeclared.get");
    }

    @Test
    void takesResourcesThatDeclareWhoMayUseThem() {
        ResourceConfig resources = new ResourceConfig().register(new Declared()).register(new TenantRefusal());

        assertThatCode(() -> new DeclaredAtStart(resources).start()).doesNotThrowAnyException();
    }

    /** An application's resource, as its author forgot it. */
    @Path("/undeclared")
    public static final class Undeclared {
        @GET
        public String get() {
            return "";
        }
    }

    /** An application's resource. */
    @Path("/declared")
    public static final class Declared {
        @GET
        @Open
        public String get() {
            return "";
        }
    }
}
