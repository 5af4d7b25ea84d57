package io.tenancy.examples.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.tenancy.client.ApiClient;
import io.tenancy.client.ApiException;
import io.tenancy.client.ApiResponse;
import io.tenancy.client.api.PlatformApi;
import io.tenancy.client.api.SignInApi;
import io.tenancy.client.api.TenantApi;
import io.tenancy.client.api.UsersApi;
import io.tenancy.client.model.Acceptance;
import io.tenancy.client.model.Contact;
import io.tenancy.client.model.CreatedTenant;
import io.tenancy.client.model.CreatedUser;
import io.tenancy.client.model.Login;
import io.tenancy.client.model.MfaRequired;
import io.tenancy.client.model.NewTenant;
import io.tenancy.client.model.NewUser;
import io.tenancy.client.model.OwnPolicy;
import io.tenancy.client.model.PageUser;
import io.tenancy.client.model.PasswordChange;
import io.tenancy.client.model.Problem;
import io.tenancy.client.model.SignIn;
import io.tenancy.client.model.TokenPair;
import io.tenancy.client.model.User;
import io.tenancy.client.model.UserChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The client that the document gives, at the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeneratedClientTest {
    private static final String PASSWORD = "correct horse battery staple";

    private ClientServer server;
    private ApiClient owner;
    private ApiClient guarded;

    @BeforeAll
    void openATenant() throws Exception {
        server = new ClientServer();
        SignInApi anonymous = new SignInApi(client());
        anonymous.acceptInvitation(
                new Acceptance().token(server.operatorsToken()).password(PASSWORD));
        ApiClient operator = withToken(anonymous
                .login(new Login()
                        .tenant("platform")
                        .email(ClientServer.OPERATOR)
                        .password(PASSWORD))
                .getTokenPair()
                .getAccessToken());
        owner = open(operator, "acme");
        guarded = open(operator, "guarded");
    }

    private ApiClient open(ApiClient operator, String slug) throws ApiException {
        CreatedTenant made = new PlatformApi(operator)
                .createTenant(
                        new NewTenant()
                                .slug(slug)
                                .name("Acme")
                                .owner(new Contact().name("Ada").email("ada@acme.example"))
                                .ownerAccess(NewTenant.OwnerAccessEnum.ONE_TIME_PASSWORD),
                        null);
        return withToken(new SignInApi(client())
                .changePassword(new PasswordChange()
                        .tenant(slug)
                        .email("ada@acme.example")
                        .password(made.getOneTimePassword())
                        .newPassword(PASSWORD))
                .getTokenPair()
                .getAccessToken());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void invitesAndListsPageByPage() throws ApiException {
        UsersApi users = new UsersApi(owner);
        List<UUID> invited = new ArrayList<>();
        for (String name : List.of("una", "uri", "udo")) {
            invited.add(users.inviteUser(user(name), null).getId());
        }

        List<UUID> listed = new ArrayList<>();
        String cursor = null;
        do {
            PageUser page = users.listUsers("u", null, null, cursor, 2);
            page.getItems().forEach(found -> listed.add(found.getId()));
            cursor = page.getNext();
        } while (cursor != null);

        assertThat(listed).containsExactlyInAnyOrderElementsOf(invited);
    }

    @Test
    void changesTheStateThatItHasSeen() throws ApiException {
        UsersApi users = new UsersApi(owner);
        UUID id = users.createUser(user("grace"), null).getId();
        ApiResponse<User> seen = users.getUserWithHttpInfo(id);
        String tag = seen.getHeaders().get("etag").get(0);

        User changed = users.updateUser(id, tag, new UserChange().name("Grace B. Hopper"));
        ApiException stale = catchThrowableOfType(
                ApiException.class, () -> users.updateUser(id, tag, new UserChange().name("Grace C. Hopper")));

        assertThat(changed.getName()).isEqualTo("Grace B. Hopper");
        assertThat(stale.getCode()).isEqualTo(412);
        assertThat(problem(stale).getCode()).isEqualTo("version.stale");
    }

    @Test
    void createsOnceWhatItAsksForTwice() throws ApiException {
        UsersApi users = new UsersApi(owner);

        CreatedUser first = users.createUser(user("otto"), "otto-1");
        CreatedUser again = users.createUser(user("otto"), "otto-1");

        assertThat(again).isEqualTo(first);
        assertThat(first.getOneTimePassword()).isNotBlank();
    }

    @Test
    void tellsTokensFromTheQuestionForASecondFactor() throws ApiException {
        Login login = new Login().tenant("guarded").email("ada@acme.example").password(PASSWORD);
        SignIn before = new SignInApi(client()).login(login);
        new TenantApi(guarded).putSecurityPolicy("*", new OwnPolicy().mfa(OwnPolicy.MfaEnum.REQUIRED));

        SignIn after = new SignInApi(client()).login(login);

        assertThat(before.getActualInstance())
                .isInstanceOfSatisfying(
                        TokenPair.class, pair -> assertThat(pair.getKind()).isEqualTo(TokenPair.KindEnum.TOKENS));
        assertThat(after.getActualInstance()).isInstanceOfSatisfying(MfaRequired.class, question -> {
            assertThat(question.getKind()).isEqualTo(MfaRequired.KindEnum.MFA_REQUIRED);
            assertThat(question.getMfa().getToken()).isNotBlank();
        });
    }

    @Test
    void readsProblems() {
        ApiException refused = catchThrowableOfType(
                ApiException.class, () -> new UsersApi(owner).createUser(user("not an address "), null));

        assertThat(refused.getCode()).isEqualTo(422);
        assertThat(problem(refused).getCode()).isEqualTo("email.malformed");
        assertThat(problem(refused).getField()).isEqualTo("email");
    }

    private static NewUser user(String name) {
        return new NewUser().email(name + "@acme.example").name(name).roles(List.of("VIEWER"));
    }

    private Problem problem(ApiException refused) {
        try {
            return owner.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ApiClient client() {
        ApiClient client = new ApiClient();
        client.updateBaseUri(server.url().toString());
        return client;
    }

    /** One that fails where an answer has a member that the document does not know. */
    private ApiClient withToken(String token) {
        ApiClient client = client();
        client.setObjectMapper(
                ApiClient.createDefaultObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
        return client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }
}
