package io.tenancy.server;

import io.tenancy.core.apikey.ApiKeyService;
import io.tenancy.core.audit.AuditService;
import io.tenancy.core.invitation.AcceptanceService;
import io.tenancy.core.invitation.ImportService;
import io.tenancy.core.invitation.InvitationService;
import io.tenancy.core.key.PublicKeys;
import io.tenancy.core.login.LoginService;
import io.tenancy.core.login.MfaService;
import io.tenancy.core.login.RefreshService;
import io.tenancy.core.login.StepUpService;
import io.tenancy.core.login.UnlockService;
import io.tenancy.core.mfa.FactorService;
import io.tenancy.core.once.OnceService;
import io.tenancy.core.platform.KeyService;
import io.tenancy.core.platform.OwnTenantService;
import io.tenancy.core.platform.StoreService;
import io.tenancy.core.platform.TenantService;
import io.tenancy.core.policy.SecurityPolicyService;
import io.tenancy.core.role.RoleService;
import io.tenancy.core.serviceaccount.ServiceAccountService;
import io.tenancy.core.session.OpenSessions;
import io.tenancy.core.session.SessionService;
import io.tenancy.core.setting.SettingService;
import io.tenancy.core.support.SupportService;
import io.tenancy.core.user.ProfileService;
import io.tenancy.core.user.UserService;

/** Every use case that the HTTP API offers. */
public record Services(
        SessionService sessions,
        LoginService logins,
        RefreshService refreshes,
        AcceptanceService acceptances,
        InvitationService invitations,
        UserService users,
        ProfileService profiles,
        RoleService roles,
        SettingService settings,
        AuditService audit,
        TenantService tenants,
        OwnTenantService ownTenant,
        StoreService stores,
        SecurityPolicyService securityPolicy,
        OpenSessions openSessions,
        UnlockService unlocks,
        ImportService imports,
        MfaService mfa,
        FactorService factors,
        StepUpService stepUps,
        SupportService support,
        ServiceAccountService serviceAccounts,
        ApiKeyService apiKeys,
        OAuthServices oauth,
        PublicKeys keys,
        KeyService signingKeys,
        OnceService once) {}
