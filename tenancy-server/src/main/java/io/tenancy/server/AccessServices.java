package io.tenancy.server;

import io.tenancy.core.decision.DecisionService;
import io.tenancy.core.grant.ExplanationService;
import io.tenancy.core.grant.GrantService;
import io.tenancy.core.group.GroupService;
import io.tenancy.core.group.MemberService;

/** The use cases by which users get permissions beside their own roles, and that say what they have. */
public record AccessServices(
        GrantService grants,
        ExplanationService explanations,
        GroupService groups,
        MemberService members,
        DecisionService decisions) {}
