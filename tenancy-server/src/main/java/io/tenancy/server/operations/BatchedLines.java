package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.access.common.spi.IAccessEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the lines of requests some at a time. To wake the writer for each of them, and to hand each to the system by itself,
 * costs a busy server more than to put it together.
 */
final class BatchedLines extends AsyncAppenderBase<IAccessEvent> {
    /** How long a line waits for others at most, once all before it are written. */
    private static final Duration REST = Duration.ofMillis(5);

    /** Full, it is emptied between two lines. */
    private static final int BUFFER = 64 * 1024;

    /** How many lines are to be written. */
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    protected void preprocess(IAccessEvent event) {
        event.prepareForDeferredProcessing();
        waiting.incrementAndGet();
    }

    @Override
    public void addAppender(Appender<IAccessEvent> appender) {
        Writer writer = appender instanceof ConsoleAppender<IAccessEvent> console
                ? new Writer(console, buffered(console))
                : new Writer(appender, OutputStream.nullOutputStream());
        writer.setContext(getContext());
        writer.setName(appender.getName());
        writer.start();
        super.addAppender(writer);
    }

    private static OutputStream buffered(ConsoleAppender<IAccessEvent> console) {
        OutputStream buffered = new BufferedOutputStream(console.getOutputStream(), BUFFER);
        console.setOutputStream(buffered);
        console.setImmediateFlush(false);
        return buffered;
    }

    /** What the thread of the queue writes to. */
    private final class Writer extends AppenderBase<IAccessEvent> {
        private final Appender<IAccessEvent> appender;
        private final OutputStream buffer;

        Writer(Appender<IAccessEvent> appender, OutputStream buffer) {
            this.appender = requireNonNull(appender);
            this.buffer = requireNonNull(buffer);
        }

        @Override
        protected void append(IAccessEvent event) {
            appender.doAppend(event);
            boolean isLast = waiting.decrementAndGet() == 0;
            if (isNeverBlock()) {
                flush(); // a line that was dropped would be waited for without end
            } else if (isLast) {
                flush();
                LockSupport.parkNanos(REST.toNanos());
            }
        }

        private void flush() {
            try {
                buffer.flush();
            } catch (IOException e) {
                addError("Lines of requests are not written.", e);
            }
        }

        @Override
        public void stop() {
            super.stop();
            appender.stop();
        }
    }
}
