package io.tenancy.demo;

import java.util.List;
import java.util.stream.Collectors;

/** What the console shows once the demo is up: it fits into 24 lines of 100 characters. */
final class Screen {
    private Screen() {}

    static String of(Facts facts) {
        return """
                Tenancy is up. Ctrl-C stops it with its database; everything stays in ./data.
                  API %1$s   Docs %2$s   Operators %3$s

                Sign in as <role>@<tenant>.example (all in data/demo.json), with the password of the table:
                %4$s
                Paste this. The last answer is 404: one tenant's owner asks for a user of another tenant.

                token() { curl -s %1$s/v1/auth/login -H 'Content-Type: application/json' -d \\
                  "{\\"tenant\\":\\"$1\\",\\"email\\":\\"owner@$1.example\\",\\"password\\":\\"$2\\"}" |
                  sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/'; }
                get() { curl -s -w '\\n' %1$s/v1/$2 -H "Authorization: Bearer $1"; }
                acme=$(token acme %5$s)
                globex=$(token globex %6$s)
                get "$acme" 'users?limit=1'
                user=$(get "$globex" 'users?limit=1' | sed 's/^[^[]*.{"id":"\\([^"]*\\)".*/\\1/')
                get "$globex" users/$user
                get "$acme" users/$user
                """.formatted(
                        facts.url(),
                        facts.docsUrl(),
                        facts.operatorUrl(),
                        table(facts),
                        password(facts, "acme"),
                        password(facts, "globex"));
    }

    private static String table(Facts facts) {
        String head = line("", Account.ROLES);
        String operator = "  platform  %s: %s%n"
                .formatted(
                        facts.accounts().get(0).email(), facts.accounts().get(0).password());
        return head
                + Account.TENANTS.stream()
                        .map(tenant -> line(tenant, passwords(facts, tenant)))
                        .collect(Collectors.joining())
                + operator;
    }

    private static String line(String tenant, List<String> cells) {
        return "  %-8s  %s%n"
                .formatted(
                        tenant,
                        cells.stream()
                                .map("%-18s"::formatted)
                                .collect(Collectors.joining())
                                .stripTrailing());
    }

    private static List<String> passwords(Facts facts, String tenant) {
        return facts.accounts().stream()
                .filter(account -> account.tenant().equals(tenant))
                .map(Account::password)
                .toList();
    }

    private static String password(Facts facts, String tenant) {
        return passwords(facts, tenant).get(0);
    }
}
