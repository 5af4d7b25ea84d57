package io.tenancy.core.decision;

import static io.tenancy.core.access.Permissions.ACCESS_EVALUATE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides for resource servers of a tenant what its users and service accounts may do. It changes nothing. */
public final class DecisionService {
    /** The most questions that are answered at once. */
    public static final int MOST = 100;

    private final Gate gate;
    private final Authorities authorities;

    public DecisionService(Gate gate, Authorities authorities) {
        this.gate = requireNonNull(gate);
        this.authorities = requireNonNull(authorities);
    }

    public Verdict decide(Caller caller, Question question) {
        return gate.query(caller, ACCESS_EVALUATE, scope -> decide(scope, question, gate.now()));
    }

    /** The answers in the order of the questions, as far as the semantic lets it come. */
    public List<Verdict> decide(Caller caller, List<Question> questions, Semantic semantic) {
        return gate.query(caller, ACCESS_EVALUATE, scope -> {
            Instant now = gate.now();
            List<Verdict> verdicts = new ArrayList<>();
            for (Question question : questions) {
                Verdict verdict = decide(scope, question, now);
                verdicts.add(verdict);
                if (semantic.endsWith(verdict)) {
                    break;
                }
            }
            return List.copyOf(verdicts);
        });
    }

    private Verdict decide(TenantScope scope, Question question, Instant now) {
        if (!question.isComplete()) {
            return Verdict.INCOMPLETE;
        }
        Optional<Held<Permission>> held =
                question.subject().filter(Subject::canBe).flatMap(subject -> authorities.find(scope, subject));
        if (held.isEmpty()) {
            return Verdict.UNKNOWN_SUBJECT;
        }
        Optional<Permission> permission =
                question.permission().filter(one -> Permissions.meaning(one).isPresent());
        if (permission.isEmpty()) {
            return Verdict.UNKNOWN_ACTION;
        }
        boolean possible = scope.isPlatform() || !permission.get().isPlatform();
        return possible && held.get().holds(permission.get(), now) ? Verdict.PERMITTED : Verdict.NOT_HELD;
    }
}
