package io.tenancy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.billing.Dunning;
import io.tenancy.core.billing.PeriodicInvoicing;
import io.tenancy.core.credential.Vouchers;
import io.tenancy.core.culprit.EagerService;
import io.tenancy.core.culprit.Enters;
import io.tenancy.core.culprit.UnscopedStore;
import io.tenancy.core.subscription.ExemptionService;
import io.tenancy.core.subscription.SubscriptionService;
import io.tenancy.core.tenant.MakesScopes;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.server.api.CulpritResource;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** How the code keeps tenants apart, before the database does. */
final class TenantLaws {
    /** The resources of operators, to whom tenants are data. */
    private static final String TENANTS_AS_DATA =
            "io\\.tenancy\\.server\\.api\\.Tenant(Subscription|Usage|Examination|Entitlement|Flag|Invoice|Archive|LegalHold)?Resource";

    /** Entering a tenant as support from the console: what TenantResource does for who sends tokens. */
    private static final String VISITED_AS_DATA = "io.tenancy.server.console.VisitResource";

    private TenantLaws() {}

    static Stream<Law> all() {
        return Stream.of(
                Law.of(
                        methods()
                                .that()
                                .areDeclaredInClassesThat(
                                        describe(
                                                "stores of tenants' rows",
                                                type -> type.isInterface()
                                                        && type.getSimpleName().endsWith("Store")
                                                        && type.getPackageName().startsWith("io.tenancy.core")
                                                        && !type.getPackageName()
                                                                .matches(
                                                                        "io\\.tenancy\\.core\\.(tenant|key|throttle|plan|subscription|flag|billing|biller)")))
                                .should(startWithTheScope())
                                .as("a store asks for the tenant's scope first"),
                        UnscopedStore.class),
                Law.of(
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "io.tenancy.core.tenant..",
                                        "io.tenancy.core.session..",
                                        "io.tenancy.core.login..",
                                        "io.tenancy.core.invitation..",
                                        "io.tenancy.core.program..",
                                        "io.tenancy.core.support..",
                                        "io.tenancy.core.account..",
                                        "io.tenancy.core.archive..",
                                        "io.tenancy.core.domain..",
                                        "io.tenancy.core.mail..",
                                        "io.tenancy.core.job..",
                                        "io.tenancy.core.webhook..",
                                        "io.tenancy.core.usage..",
                                        "io.tenancy.core.biller..",
                                        "io.tenancy.core.hold..",
                                        "io.tenancy.core.retention..",
                                        "io.tenancy.core.platform..")
                                .and()
                                .doNotHaveFullyQualifiedName(Vouchers.class.getName())
                                .and()
                                .doNotHaveFullyQualifiedName(SubscriptionService.class.getName())
                                .and()
                                .doNotHaveFullyQualifiedName(ExemptionService.class.getName())
                                .and()
                                .doNotHaveFullyQualifiedName(Dunning.class.getName())
                                .and()
                                .doNotHaveFullyQualifiedName(PeriodicInvoicing.class.getName())
                                .should()
                                .callMethodWhere(describe("enter a tenant", TenantLaws::enters))
                                .as(
                                        "only sessions, sign-ins, invitations, programs, support, mails, archives, domains, jobs, webhooks, usage, billers, holds, retention, subscriptions, invoicing, dunning and the platform enter a tenant"),
                        Enters.class),
                Law.of(
                        noClasses()
                                .that()
                                .doNotHaveFullyQualifiedName(TenantDirectory.class.getName())
                                .should()
                                .callConstructorWhere(describe(
                                        "make a scope",
                                        call -> call.getTargetOwner().isEquivalentTo(TenantScope.class)))
                                .as("only the directory makes a scope"),
                        MakesScopes.class),
                Law.of(
                        methods()
                                .that()
                                .arePublic()
                                .and()
                                .areDeclaredInClassesThat()
                                .haveSimpleNameEndingWith("Service")
                                .and()
                                .haveRawParameterTypes(describe(
                                        "a caller",
                                        types -> types.stream().anyMatch(type -> type.isEquivalentTo(Caller.class))))
                                .should(goThroughTheGate())
                                .as("a use case reaches a caller's tenant through the gate"),
                        EagerService.class),
                Law.of(
                        noClasses()
                                .that()
                                .resideInAnyPackage("io.tenancy.server.api..", "io.tenancy.server.console..")
                                .should()
                                .dependOnClassesThat()
                                .haveSimpleNameEndingWith("Store")
                                .as("resources call services"),
                        CulpritResource.class),
                Law.of(
                        noMethods()
                                .that()
                                .areDeclaredInClassesThat()
                                .haveSimpleNameEndingWith("Resource")
                                .and()
                                .areDeclaredInClassesThat()
                                .haveNameNotMatching(TENANTS_AS_DATA)
                                .and()
                                .areDeclaredInClassesThat()
                                .doNotHaveFullyQualifiedName(VISITED_AS_DATA)
                                .should()
                                .haveRawParameterTypes(describe(
                                        "a tenant",
                                        types -> types.stream()
                                                .anyMatch(type -> type.isEquivalentTo(TenantId.class)
                                                        || type.isEquivalentTo(TenantScope.class))))
                                .as("no request names its tenant"),
                        CulpritResource.class));
    }

    private static boolean enters(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(TenantDirectory.class)
                && call.getName().startsWith("enter");
    }

    private static ArchCondition<JavaMethod> startWithTheScope() {
        return new ArchCondition<>("start with a TenantScope") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean scoped = !method.getRawParameterTypes().isEmpty()
                        && method.getRawParameterTypes().get(0).isEquivalentTo(TenantScope.class);
                events.add(new SimpleConditionEvent(
                        method, scoped || method.getModifiers().contains(JavaModifier.STATIC), method.getFullName()));
            }
        };
    }

    private static ArchCondition<JavaMethod> goThroughTheGate() {
        return new ArchCondition<>("call the gate") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        method, reachesTheGate(method, new HashSet<>()), method.getFullName()));
            }
        };
    }

    /** Whether the method, or another one of its class that it calls, calls the gate. */
    private static boolean reachesTheGate(JavaMethod method, Set<JavaMethod> seen) {
        if (!seen.add(method)) {
            return false;
        }
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Gate.class)
                        || (call.getTargetOwner().equals(method.getOwner())
                                && call.getTarget()
                                        .resolveMember()
                                        .filter(called -> reachesTheGate(called, seen))
                                        .isPresent()));
    }
}
