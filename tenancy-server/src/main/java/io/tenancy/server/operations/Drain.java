package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.ShutdownThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first part of an orderly end: from the signal on the server is not ready, and each answer says that its connection
 * ends; yet every request is served, until balancers have had the time to notice. Then the server itself stops.
 */
public final class Drain {
    /** The name of its health check. */
    static final String CHECK = "shutdown";

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Duration delay;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean isDraining;

    private Drain(Duration delay) {
        this.delay = requireNonNull(delay);
    }

    /**
     * Lets a server drain before it stops when the process is asked to end.
     *
     * @param delay from the signal to the stop
     */
    public static void register(Environment server, Duration delay) {
        Drain drain = new Drain(delay);
        server.healthChecks().register(CHECK, drain.new Health());
        Filter filter = (request, response, chain) -> {
            if (drain.isDraining) {
                ((HttpServletResponse) response).setHeader("Connection", "close");
            }
            chain.doFilter(request, response);
        };
        server.servlets()
                .addFilter("drain", filter)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        server.lifecycle().addServerLifecycleListener(drain::precede);
    }

    /** Ends the process with status 0 once the server has stopped on a signal; without this the status is that of the signal. */
    public static void endInPeace(Environment server) {
        server.lifecycle()
                .addServerLifecycleListener(
                        started -> last(started, () -> Runtime.getRuntime().halt(0)));
    }

    private void precede(Server server) {
        Step step = new Step(this::await);
        ShutdownThread.register(0, step);
        server.addEventListener(forgetting(step));
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle stopping) {
                stopped.countDown(); // by somebody else: there is nothing to wait for
            }
        });
    }

    private static void last(Server server, Runnable end) {
        Step step = new Step(end);
        ShutdownThread.register(step);
        // The step outlives the server where the process ends, and goes with it where only the server does.
        server.addEventListener(forgetting(step));
    }

    private static LifeCycle.Listener forgetting(Step step) {
        return new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopped(LifeCycle server) {
                ShutdownThread.deregister(step);
            }
        };
    }

    private void await() {
        isDraining = true;
        LOG.info("The server is asked to end: it is not ready any more, and stops in {}.", delay);
        try {
            var unused = stopped.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What Jetty does at the end of the process, in a row with the stop of the server. */
    private static final class Step extends AbstractLifeCycle {
        private final Runnable work;

        Step(Runnable work) {
            this.work = work;
            LifeCycle.start(this);
        }

        @Override
        protected void doStop() {
            work.run();
        }
    }

    private final class Health extends HealthCheck {
        @Override
        protected Result check() {
            return isDraining ? Result.unhealthy("The server ends.") : Result.healthy();
        }
    }
}
