package io.tenancy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.tenancy.server.command.CheckCommand;
import org.junit.jupiter.api.Test;

/** What an application gets from the bundle before it serves; examples/notes has the rest. */
final class TenancyBundleTest {
    private final TenancyBundle<TenancyConfiguration> bundle =
            TenancyBundle.of(TenancyConfiguration.class, TenancyConfiguration::tenancy);
    private final Bootstrap<TenancyConfiguration> bootstrap = new Bootstrap<>(new Plain());

    @Test
    void addsEveryCommandOnce() {
        bundle.addCommands(bootstrap);
        bundle.initialize(bootstrap);

        assertThat(bootstrap.getCommands())
                .extracting(Command::getName)
                .contains("server", "check", "db", "bootstrap", "doctor")
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesDropwizardsOwnCommandsInTheirPlace() {
        bootstrap.addCommand(new io.dropwizard.core.cli.CheckCommand<>(bootstrap.getApplication()));

        bundle.initialize(bootstrap);

        assertThat(bootstrap.getCommands())
                .extracting(Command::getName)
                .contains("db", "bootstrap", "doctor")
                .containsOnlyOnce("check");
        assertThat(bootstrap.getCommands()).doesNotHaveAnyElementsOfTypes(CheckCommand.class);
    }

    @Test
    void refusesAChangelogThatIsNotThere() {
        assertThatThrownBy(() -> bundle.withTables("no/such/changelog.sql"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no/such/changelog.sql");
    }

    @Test
    void hasNothingToOfferBeforeItHasRun() {
        assertThatThrownBy(bundle::persistence)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has not run yet");
    }

    private static final class Plain extends Application<TenancyConfiguration> {
        @Override
        public void run(TenancyConfiguration configuration, Environment environment) {
            // It never runs.
        }
    }
}
