package io.tenancy.server.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.tenancy.core.TenancyException;
import io.tenancy.server.Refusal;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.stream.Stream;

/** How commands speak to the person who runs them: plain lines, and a stack trace only for what nobody foresaw. */
final class Console {
    private Console() {}

    /** Replaces the server's log lines by plain ones beside the output, and only for what is wrong. */
    static void logPlainly() {
        ConsoleAppenderFactory<ILoggingEvent> errors = new ConsoleAppenderFactory<>();
        errors.setTarget(ConsoleAppenderFactory.ConsoleStream.STDERR);
        DefaultLoggingFactory plain = new DefaultLoggingFactory();
        plain.setLevel("WARN");
        plain.setAppenders(List.of(errors));
        plain.configure(new MetricRegistry(), "tenancy");
    }

    static void tell(Cli cli, Throwable failure) {
        if (isForPeople(failure)) {
            cli.getStdErr().println(failure.getMessage());
        } else {
            failure.printStackTrace(cli.getStdErr());
        }
        cli.getStdErr().flush();
    }

    private static boolean isForPeople(Throwable failure) {
        return failure instanceof Refusal
                || failure instanceof TenancyException
                || failure instanceof ConfigurationException
                || failure instanceof IOException
                || Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(BindException.class::isInstance);
    }
}
