package io.tenancy.server.e2e;

/** Somebody who can sign in. */
public record Person(String tenant, String email, String password) {
    static final Person OPERATOR = new Person("platform", "olga@operators.test", "correct horse battery staple");

    Person withPassword(String other) {
        return new Person(tenant, email, other);
    }
}
