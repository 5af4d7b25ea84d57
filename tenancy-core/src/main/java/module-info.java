import org.jspecify.annotations.NullMarked;

/** Multi-tenant SaaS foundation: domain records, use cases and the ports they need. No framework. */
@NullMarked
module io.tenancy.core {
    requires static org.jspecify;

    uses io.tenancy.core.access.PermissionSource;
    uses io.tenancy.core.biller.BillerSource;
    uses io.tenancy.core.entitlement.EntitlementSource;
    uses io.tenancy.core.setting.SettingSource;
    uses io.tenancy.core.usage.MeterSource;

    exports io.tenancy.core;
    exports io.tenancy.core.access;
    exports io.tenancy.core.account;
    exports io.tenancy.core.apikey;
    exports io.tenancy.core.archive;
    exports io.tenancy.core.audit;
    exports io.tenancy.core.brand;
    exports io.tenancy.core.biller;
    exports io.tenancy.core.billing;
    exports io.tenancy.core.counting;
    exports io.tenancy.core.credential;
    exports io.tenancy.core.decision;
    exports io.tenancy.core.domain;
    exports io.tenancy.core.entitlement;
    exports io.tenancy.core.examination;
    exports io.tenancy.core.feature;
    exports io.tenancy.core.flag;
    exports io.tenancy.core.grant;
    exports io.tenancy.core.group;
    exports io.tenancy.core.hold;
    exports io.tenancy.core.invitation;
    exports io.tenancy.core.job;
    exports io.tenancy.core.key;
    exports io.tenancy.core.login;
    exports io.tenancy.core.mail;
    exports io.tenancy.core.mfa;
    exports io.tenancy.core.oauth;
    exports io.tenancy.core.passkey;
    exports io.tenancy.core.once;
    exports io.tenancy.core.plan;
    exports io.tenancy.core.platform;
    exports io.tenancy.core.policy;
    exports io.tenancy.core.program;
    exports io.tenancy.core.ratelimit;
    exports io.tenancy.core.retention;
    exports io.tenancy.core.role;
    exports io.tenancy.core.serviceaccount;
    exports io.tenancy.core.session;
    exports io.tenancy.core.setting;
    exports io.tenancy.core.store;
    exports io.tenancy.core.subscription;
    exports io.tenancy.core.support;
    exports io.tenancy.core.task;
    exports io.tenancy.core.tenant;
    exports io.tenancy.core.throttle;
    exports io.tenancy.core.usage;
    exports io.tenancy.core.user;
    exports io.tenancy.core.webhook;
}
