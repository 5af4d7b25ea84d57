package io.tenancy.server.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** What is logged, from DEBUG on by this project and from the usual level on by everybody else. */
final class LogLines extends AppenderBase<ILoggingEvent> {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines() {}

    /** Does something, and adds what is logged meanwhile. */
    static <T> T during(List<String> lines, Supplier<T> action) {
        LogLines appender = new LogLines();
        appender.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("io.tenancy");
        Level before = own.getLevel();
        own.setLevel(Level.DEBUG);
        root.addAppender(appender);
        try {
            return action.get();
        } finally {
            root.detachAppender(appender);
            own.setLevel(before);
            lines.addAll(appender.lines);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage() + Objects.toString(thrown(event), ""));
    }

    private static String thrown(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? ""
                : event.getThrowableProxy().getMessage();
    }
}
