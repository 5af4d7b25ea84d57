package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Caller;
import io.tenancy.core.login.StepUpService;
import io.tenancy.core.session.SessionService;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the filters before each operation that its method asks for: who may use it, its query, its body. */
@Priority(Priorities.AUTHENTICATION)
final class AccessFeature implements DynamicFeature {
    private final SessionService sessions;
    private final StepUpService stepUps;
    private final BodyReader bodies;
    private final OnceFilter onces;
    private final RateFence rates;

    AccessFeature(
            SessionService sessions, StepUpService stepUps, BodyReader bodies, OnceFilter onces, RateFence rates) {
        this.sessions = requireNonNull(sessions);
        this.stepUps = requireNonNull(stepUps);
        this.bodies = requireNonNull(bodies);
        this.onces = requireNonNull(onces);
        this.rates = requireNonNull(rates);
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        if (!isOurs(resource)) {
            return;
        }
        Declaration declared = Declaration.of(method)
                .orElseThrow(() -> new IllegalStateException(method + " does not declare who may use it."));
        context.register(rates.before(method, declared));
        boolean isForAnyProof = method.isAnnotationPresent(AnyProof.class);
        requirement(declared)
                .ifPresent(needed -> context.register(new AccessFilter(
                        isForAnyProof ? sessions::authenticateToProve : sessions::authenticate,
                        needed,
                        rates,
                        Costs.of(method))));
        if (method.isAnnotationPresent(FreshProof.class)) {
            context.register(new FreshProofFilter(stepUps));
        }
        @Nullable ChecksVersion version = method.getAnnotation(ChecksVersion.class);
        if (version != null) {
            context.register(new VersionFilter(version.required()));
        }
        if (!method.isAnnotationPresent(AnyQuery.class)) {
            context.register(new QueryFilter(method));
        }
        context.register(bodies.before(method, declared));
        if (method.isAnnotationPresent(Once.class)) {
            context.register(onces);
        }
    }

    /** Jersey itself answers OPTIONS, by a handler that has no HTTP method annotation. */
    private static boolean isOurs(ResourceInfo resource) {
        return Stream.of(resource.getResourceMethod().getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** Nothing for everybody; for others what is asked of a caller. */
    private static Optional<Consumer<Caller>> requirement(Declaration declared) {
        if (declared instanceof Declaration.ForHolders holders) {
            return Optional.of(caller -> holders.permissions().forEach(caller::require));
        }
        if (declared instanceof Declaration.ForSignedIn signedIn) {
            return Optional.of(
                    caller -> signedIn.ofPrograms().ifPresentOrElse(caller::requireOfProgram, caller::requirePerson));
        }
        return Optional.empty();
    }
}
