package io.tenancy.server.console;

import io.tenancy.core.Secret;
import io.tenancy.core.login.MfaRequired;
import io.tenancy.core.login.SignIn;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.mfa.Factor;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/**
 * What a page learns of a sign-in: that it is done, or what is needed besides. The tokens are in cookies.
 *
 * @param step what the second step is, if there is one
 * @param recoveryCodes those of a second factor that was set up now; nobody sees them again
 */
record Signed(boolean signedIn, Optional<Step> step, List<String> recoveryCodes) {
    /**
     * A second step.
     *
     * @param methods what can be shown; nothing where a factor has to be set up first
     * @param expiresIn for how long it waits, in seconds
     */
    record Step(List<Factor> methods, long expiresIn, boolean enrol) {
        Step {
            methods = List.copyOf(methods);
        }
    }

    Signed {
        recoveryCodes = List.copyOf(recoveryCodes);
    }

    static Response answer(SignIn signIn) {
        if (signIn instanceof MfaRequired required) {
            MfaRequired.Pending mfa = required.mfa();
            Step step = new Step(mfa.methods(), mfa.expiresIn(), mfa.enrol().orElse(false));
            return Response.ok(new Signed(false, Optional.of(step), List.of()))
                    .cookie(SessionCookie.STEP.with(mfa.token()))
                    .build();
        }
        return answer((TokenPair) signIn, List.of());
    }

    static Response answer(TokenPair tokens, List<Secret> recoveryCodes) {
        List<String> codes = recoveryCodes.stream().map(Secret::reveal).toList();
        return Response.ok(new Signed(true, Optional.empty(), codes))
                .cookie(
                        SessionCookie.ACCESS.with(tokens.accessToken()),
                        SessionCookie.REFRESH.with(tokens.refreshToken()),
                        SessionCookie.STEP.gone())
                .build();
    }
}
