package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.access.common.spi.IAccessEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of requests to the console some at a time. A line is put together by the thread of its request, from the request
 * itself: to copy all that a line may be about for another thread costs three times as much, and so does handing each line to the
 * system by itself. What is no console, or must never be waited for, is written as ever, by a thread that has copies.
 */
final class BatchedLines extends AsyncAppenderBase<IAccessEvent> {
    /** How long a line waits for others at most. */
    private static final Duration REST = Duration.ofMillis(5);

    /** Whether lines are in the buffer for which the thread of the queue has been called. */
    private final AtomicBoolean called = new AtomicBoolean();

    private @Nullable ConsoleAppender<IAccessEvent> console;

    @Override
    protected void append(IAccessEvent event) {
        ConsoleAppender<IAccessEvent> lines = console;
        if (lines == null || isNeverBlock()) {
            event.prepareForDeferredProcessing();
            super.append(event);
            return;
        }
        lines.doAppend(event);
        if (!called.getAndSet(true)) {
            super.append(event); // which only calls
        }
    }

    @Override
    public void addAppender(Appender<IAccessEvent> appender) {
        if (appender instanceof ConsoleAppender<IAccessEvent> lines) {
            console = lines;
            Flush flush = new Flush(lines, buffered(lines));
            flush.setContext(getContext());
            flush.setName(lines.getName());
            flush.start();
            super.addAppender(flush);
        } else {
            super.addAppender(appender);
        }
    }

    private static LineBuffer buffered(ConsoleAppender<IAccessEvent> lines) {
        LineBuffer buffered = new LineBuffer(lines.getOutputStream());
        lines.setOutputStream(buffered);
        lines.setImmediateFlush(false);
        return buffered;
    }

    /** What the thread of the queue does when it is called. */
    private final class Flush extends AppenderBase<IAccessEvent> {
        private final Appender<IAccessEvent> lines;
        private final LineBuffer buffer;

        Flush(Appender<IAccessEvent> lines, LineBuffer buffer) {
            this.lines = requireNonNull(lines);
            this.buffer = requireNonNull(buffer);
        }

        @Override
        protected void append(IAccessEvent event) {
            if (isNeverBlock()) {
                lines.doAppend(event);
            } else {
                LockSupport.parkNanos(REST.toNanos());
                called.set(false); // before what is in the buffer goes, so that a line behind it calls again
            }
            try {
                buffer.flush();
            } catch (IOException e) {
                addError("Lines of requests are not written.", e);
            }
        }

        @Override
        public void stop() {
            super.stop();
            lines.stop();
        }
    }
}
