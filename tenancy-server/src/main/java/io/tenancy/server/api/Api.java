package io.tenancy.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.tenancy.core.access.Caller;
import io.tenancy.core.login.StepUpService;
import io.tenancy.core.once.OnceService;
import io.tenancy.core.ratelimit.RateGuard;
import io.tenancy.core.session.SessionService;
import io.tenancy.server.Services;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;

/** The HTTP API as a whole. */
public final class Api {
    /** Every resource there is; what the OpenAPI document describes. */
    public static final List<Class<?>> RESOURCES = List.of(
            AuthResource.class,
            PasswordResource.class,
            AddressResource.class,
            OwnAddressResource.class,
            InvitationResource.class,
            MfaResource.class,
            StepUpResource.class,
            PasskeyResource.class,
            MeResource.class,
            OwnSessionResource.class,
            OwnMfaResource.class,
            OwnPasskeyResource.class,
            UserResource.class,
            UserSessionResource.class,
            UserMfaResource.class,
            ServiceAccountResource.class,
            ServiceAccountKeyResource.class,
            OwnKeyResource.class,
            UserKeyResource.class,
            OAuthResource.class,
            DiscoveryResource.class,
            RoleResource.class,
            GrantResource.class,
            UserPermissionResource.class,
            GroupResource.class,
            AccessResource.class,
            DecisionPointResource.class,
            PermissionResource.class,
            SettingResource.class,
            OwnSettingResource.class,
            PlatformSettingResource.class,
            BrandResource.class,
            DomainResource.class,
            SecurityPolicyResource.class,
            SupportResource.class,
            AuditResource.class,
            PlatformAuditResource.class,
            TenantLegalHoldResource.class,
            AuditKeysResource.class,
            JobResource.class,
            ExportResource.class,
            UserDataResource.class,
            OwnDataResource.class,
            TenantArchiveResource.class,
            WebhookResource.class,
            WebhookDeliveryResource.class,
            OwnTenantResource.class,
            OwnRatesResource.class,
            SubscriptionResource.class,
            UsageResource.class,
            InvoiceResource.class,
            TenantInvoiceResource.class,
            BillerEventResource.class,
            TenantResource.class,
            TenantSubscriptionResource.class,
            TenantUsageResource.class,
            PlatformUsageResource.class,
            CensusResource.class,
            TenantExaminationResource.class,
            TenantEntitlementResource.class,
            PlanResource.class,
            PlanSettingResource.class,
            FlagResource.class,
            UserFeatureResource.class,
            TenantFlagResource.class,
            PlatformFlagResource.class,
            OfrepResource.class,
            StoreResource.class,
            TaskResource.class,
            SigningKeyResource.class,
            KeysResource.class,
            OpenApiResource.class,
            DocsResource.class);

    /** The body of every refusal. */
    public static final Class<?> PROBLEM = Problem.class;

    private Api() {}

    /**
     * Registers every resource, filter and error mapper, and the rules for JSON.
     *
     * @throws IllegalStateException if an operation does not declare who may use it
     */
    public static void register(Environment environment, Services services, ApiSettings settings) {
        fence(environment, services.sessions(), services.stepUps(), services.once(), services.rates(), settings);
        environment.jersey().register(new RequestMeter(services.usage().requests()));
        List<Object> resources = resources(services, settings, environment.getObjectMapper());
        PermissionDeclarations.check(resources.stream().map(Object::getClass).toList());
        resources.forEach(environment.jersey()::register);
        environment.jersey().register(new CommonRoots(RESOURCES));
    }

    /** The same without the resources: for an application that has its own ones alone. */
    public static void fence(
            Environment environment,
            SessionService sessions,
            StepUpService stepUps,
            OnceService once,
            RateGuard rates,
            ApiSettings settings) {
        ObjectMapper json = StrictJson.configure(environment.getObjectMapper());
        JerseyEnvironment jersey = environment.jersey();
        jersey.register(new PathIds());
        jersey.register(new Choices());
        jersey.register(new TenantRefusal());
        jersey.register(new SteadyBody(System::nanoTime));
        jersey.register(new UnreadBody());
        RateFence fence = new RateFence(rates);
        jersey.register(new CrossOriginFilter(settings.pages(), fence));
        jersey.register(new VersionTag());
        jersey.register(new DeprecationFeature());
        jersey.register(new AllowedMethods());
        jersey.register(new AccessFeature(sessions, stepUps, new BodyReader(json), new OnceFilter(once, json), fence));
        jersey.register(new DecisionRefusals());
        jersey.register(new OfrepRefusals());
        jersey.register(new RateHeaders());
        jersey.register(new AuthValueFactoryProvider.Binder<>(Caller.class));
        ProblemMapper.ALL.forEach(jersey::register);
        environment.lifecycle().manage(new DeclaredAtStart(jersey.getResourceConfig()));

        environment
                .servlets()
                .addFilter("request-frame", new RequestFrame(settings.requestIds()))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment.getApplicationContext().insertHandler(PunctualBody.beforeThreads());
        environment.getApplicationContext().insertHandler(PunctualBody.drop());
        ProblemErrorHandler problems = new ProblemErrorHandler(json, settings.requestIds());
        environment.getApplicationContext().setErrorHandler(problems);
        environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(problems));
        environment.lifecycle().addServerLifecycleListener(server -> Forwarded.before(server, settings.proxies()));
    }

    private static List<Object> resources(Services services, ApiSettings settings, ObjectMapper json) {
        return List.of(
                new AuthResource(services),
                new PasswordResource(services),
                new AddressResource(services),
                new OwnAddressResource(services),
                new InvitationResource(services),
                new MfaResource(services),
                new StepUpResource(services),
                new PasskeyResource(services),
                new MeResource(services),
                new OwnSessionResource(services),
                new OwnMfaResource(services),
                new OwnPasskeyResource(services, settings),
                new UserResource(services, settings),
                new UserSessionResource(services),
                new UserMfaResource(services),
                new ServiceAccountResource(services, settings),
                new ServiceAccountKeyResource(services, settings),
                new OwnKeyResource(services, settings),
                new UserKeyResource(services),
                new OAuthResource(services, settings),
                new DiscoveryResource(settings),
                new RoleResource(services, settings),
                new GrantResource(services, settings),
                new UserPermissionResource(services),
                new GroupResource(services, settings),
                new AccessResource(services),
                new DecisionPointResource(settings),
                new PermissionResource(),
                new SettingResource(services),
                new OwnSettingResource(services),
                new PlatformSettingResource(services),
                new BrandResource(services),
                new DomainResource(services, settings),
                new SecurityPolicyResource(services),
                new SupportResource(services),
                new JobResource(services),
                new ExportResource(services, settings),
                new UserDataResource(services, settings),
                new OwnDataResource(services, settings),
                new TenantArchiveResource(services, settings),
                new WebhookResource(services, settings),
                new WebhookDeliveryResource(services),
                new AuditResource(services, json),
                new PlatformAuditResource(services, json),
                new TenantLegalHoldResource(services, settings),
                new AuditKeysResource(services),
                new OwnTenantResource(services),
                new OwnRatesResource(services),
                new SubscriptionResource(services),
                new UsageResource(services),
                new InvoiceResource(services),
                new TenantInvoiceResource(services, settings),
                new BillerEventResource(services),
                new TenantResource(services, settings),
                new TenantSubscriptionResource(services),
                new TenantUsageResource(services),
                new PlatformUsageResource(services),
                new CensusResource(services),
                new TenantExaminationResource(services),
                new TenantEntitlementResource(services),
                new PlanResource(services, settings),
                new PlanSettingResource(services),
                new FlagResource(services),
                new UserFeatureResource(services),
                new TenantFlagResource(services),
                new PlatformFlagResource(services, settings),
                new OfrepResource(services),
                new StoreResource(services),
                new TaskResource(services),
                new SigningKeyResource(services),
                new KeysResource(services),
                new OpenApiResource(),
                new DocsResource());
    }
}
