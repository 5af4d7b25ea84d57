package io.tenancy.core.invitation;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static io.tenancy.testkit.InMemoryPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.invitation.ImportReport.Result;
import io.tenancy.core.login.Login;
import io.tenancy.core.role.NewRole;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ImportServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");

    @Test
    void bringsUsersInWhoSignInWithThePasswordTheyHave() {
        String hash = platform.passwords.hash(PASSWORD);
        platform.passwords.outdate();

        ImportReport report = run(owner, line("Ada@acme.example.org", "VIEWER", hash));

        assertThat(report.imported()).isEqualTo(1);
        assertThat(platform.actions(owner)).endsWith("user.imported");
        UserId id = report.results().get(0).id().orElseThrow();
        assertThat(platform.logins.login(new Login("acme", "ada@acme.example.org", PASSWORD), CLIENT))
                .isNotNull();
        Credential renewed =
                platform.stores.credentials().find(platform.scope(owner), id).orElseThrow();
        assertThat(renewed.hash()).isNotEqualTo(hash);
        assertThat(renewed.oneTime()).isFalse();
    }

    @Test
    void refusesALineAndNotTheOthers() {
        String hash = platform.passwords.hash(PASSWORD);
        int before = platform.passwords.hashes();

        ImportReport report = run(
                owner,
                line("ada@acme.example.org", "VIEWER", hash),
                line("ada@acme.example.org", "VIEWER", hash),
                line("no address", "VIEWER", hash),
                line("bob@acme.example.org", "NOBODY", hash),
                line("bob@acme.example.org", "VIEWER", "$1$weak$md5"),
                new UserImport.Line(Optional.of("bob@acme.example.org"), Optional.empty(), Optional.empty(), hash("x")),
                new UserImport.Line(
                        Optional.of("bob@acme.example.org"),
                        Optional.of("Bob"),
                        Optional.of(Set.of("VIEWER")),
                        Optional.empty()),
                line("bob@acme.example.org", "VIEWER", hash));

        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.refused()).isEqualTo(6);
        assertThat(report.results()).extracting(Result::line).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(report.results())
                .flatExtracting(result -> result.code().stream().toList())
                .containsExactly(
                        "user.email_taken",
                        "email.malformed",
                        "roles.unknown",
                        "passwordHash.unsupported",
                        "name.missing",
                        "passwordHash.missing");
        assertThat(platform.passwords.hashes()).isEqualTo(before);
    }

    @Test
    void givesNoRoleThatTheCallerDoesNotHold() {
        platform.roles.create(
                owner,
                new NewRole(
                        "importer",
                        "Imports",
                        Set.of(
                                new Permission("user:import"),
                                new Permission("role:assign"),
                                new Permission("user:read")),
                        Set.of()));
        Caller importer = platform.user(owner, "importer@acme.example.org", "importer");

        ImportReport report = run(importer, line("eve@acme.example.org", "OWNER", platform.passwords.hash(PASSWORD)));

        assertThat(report.results().get(0).code()).contains("access.escalation");
        Caller viewer = platform.user(owner, "viewer@acme.example.org", "VIEWER");
        assertThatThrownBy(() -> run(viewer, line("eve@acme.example.org", "VIEWER", "x")))
                .isInstanceOf(Denied.class);
    }

    @Test
    void takesOneToFiveHundredLines() {
        UserImport.Line line = line("ada@acme.example.org", "VIEWER", "x");

        assertThatThrownBy(() -> new UserImport(List.of())).isInstanceOf(Invalid.class);
        UserImport tooMany = new UserImport(Collections.nCopies(501, line));
        assertThatThrownBy(() -> platform.imports.run(owner, tooMany)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new UserImport(Collections.nCopies(5_001, line)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new UserImport(null)).isInstanceOf(Invalid.class);
        assertThat(platform.imports
                        .run(owner, new UserImport(Collections.nCopies(500, line)))
                        .refused())
                .isEqualTo(500);
        assertThat(new UserImport(Collections.nCopies(5_000, line)).users()).hasSize(5_000);
    }

    private ImportReport run(Caller caller, UserImport.Line... lines) {
        return platform.imports.run(caller, new UserImport(List.of(lines)));
    }

    private static UserImport.Line line(String email, String role, String hash) {
        return new UserImport.Line(Optional.of(email), Optional.of("Name"), Optional.of(Set.of(role)), hash(hash));
    }

    private static Optional<Secret> hash(String text) {
        return Optional.of(new Secret(text));
    }
}
