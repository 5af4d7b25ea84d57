package io.tenancy.core.login;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import org.jspecify.annotations.Nullable;

/** What it takes to end an enrolment within a sign-in: its token, and the first code of the authenticator app. */
public record EnrolmentProof(Secret token, Secret code) {
    public EnrolmentProof(@Nullable Secret token, @Nullable Secret code) {
        this.token = Check.present("token", token);
        this.code = FactorProof.code("code", code);
    }
}
