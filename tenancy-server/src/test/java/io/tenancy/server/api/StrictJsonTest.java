package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes as a body is taken as it is meant, or refused with a reason; nothing is guessed, nothing is a 5xx. */
final class StrictJsonTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    /** Single quotes stand for double ones, and # for a backslash. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {                                                              | 400 | json.malformed        |
            {'email':'a@b.c',}                                             | 400 | json.malformed        |
            {email:'a@b.c'}                                                | 400 | json.malformed        |
            // comment {}                                                  | 400 | json.malformed        |
            {} {}                                                          | 400 | json.malformed        |
            {'email':'a@b.c','name':'N','roles':['VIEWER']} x              | 400 | json.malformed        |
            {'email':'a@b.c','name':'N','roles':['VIEWER']} {}             | 400 | json.malformed        |
            {'email':'a@b.c','email':'d@e.f','name':'N','roles':[]}        | 400 | json.duplicate_member | email
            {'email':'a@b.c','name':'N','roles':['VIEWER'],'admin':true}   | 400 | json.unknown_member   | admin
            {'email':'a@b.c','name':'N','roles':['VIEWER'],'ID':1}         | 400 | json.unknown_member   | ID
            {'Email':'a@b.c','name':'N','roles':['VIEWER']}                | 422 | email.missing         | email
            null                                                           | 400 | body.missing          |
            []                                                             | 422 | json.wrong_type       |
            ''                                                             | 422 | json.wrong_type       |
            'x'                                                            | 422 | json.wrong_type       |
            1                                                              | 422 | json.wrong_type       |
            true                                                           | 422 | json.wrong_type       |
            NaN                                                            | 400 | json.malformed        |
            {'email':1,'name':'N','roles':['VIEWER']}                      | 422 | json.wrong_type       | email
            {'email':true,'name':'N','roles':['VIEWER']}                   | 422 | json.wrong_type       | email
            {'email':1.5,'name':'N','roles':['VIEWER']}                    | 422 | json.wrong_type       | email
            {'email':['a@b.c'],'name':'N','roles':['VIEWER']}              | 422 | json.wrong_type       | email
            {'email':{},'name':'N','roles':['VIEWER']}                     | 422 | json.wrong_type       | email
            {'email':null,'name':'N','roles':['VIEWER']}                   | 422 | email.missing         | email
            {'email':'','name':'N','roles':['VIEWER']}                     | 422 | email.missing         | email
            {'email':'a#u0000@b.c','name':'N','roles':['VIEWER']}          | 422 | email.control_character | email
            {'email':'a@b.c','name':'#ud800','roles':['VIEWER']}           | 422 | name.control_character | name
            {'email':'a@b.c','name':'N','roles':['A','#udc00']}            | 422 | roles.control_character | roles[1]
            {'email':'a@b.c','name':'a#u0007b','roles':['VIEWER']}         | 422 | name.control_character | name
            {'email':'a@b.c','name':'N','roles':'VIEWER'}                  | 422 | json.wrong_type       | roles
            {'email':'a@b.c','name':'N','roles':''}                        | 422 | json.wrong_type       | roles
            {'email':'a@b.c','name':'N','roles':{}}                        | 422 | json.wrong_type       | roles
            {'email':'a@b.c','name':'N','roles':[1]}                       | 422 | json.wrong_type       | roles[0]
            {'email':'a@b.c','name':'N','roles':[null]}                    | 422 | json.wrong_type       | roles[0]
            {'email':'a@b.c','name':'N','roles':['VIEWER',['x']]}          | 422 | json.wrong_type       | roles[1]
            {'email':'a@b.c','name':'N','roles':[]}                        | 422 | roles.count           | roles
            {'email':'a@b.c','name':'N','roles':['NOBODY']}                | 422 | roles.unknown         | roles
            {'email':'nonsense','name':'N','roles':['VIEWER']}             | 422 | email.malformed       | email
            {'email':'a@b.c','name':'N','roles':['VIEWER'],'tenantId':1}   | 400 | tenant.not_accepted   | tenantId
            {'email':'a@b.c','name':'N','roles':['VIEWER'],'TENANT_ID':1}  | 400 | tenant.not_accepted   | TENANT_ID
            {'tenant-id':'x','email':'a@b.c','name':'N','roles':[]}        | 400 | tenant.not_accepted   | tenant-id
            """)
    void refusesWhatIsNoNewUser(String body, int status, String code, String field) {
        Answer refused = create(body.replace('\'', '"').replace('#', '\\').getBytes(StandardCharsets.UTF_8));

        refused.expect(status, code);
        assertThat(refused.json().path("field").asText(null)).isEqualTo(field);
        assertThat(refused.json().path("status").asInt()).isEqualTo(status);
    }

    /** Single quotes stand for double ones. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'slug':'x1y','name':'N','owner':'x'}                                           | 422 | owner
            {'slug':'x1y','name':'N','owner':{'name':'','email':'a@b.c'}}                   | 422 | owner.name
            {'slug':'x1y','name':'N','owner':{'name':'N','email':'a@b.c','tenantId':'x'}}   | 400 | tenantId
            {'slug':'x1y','name':'N','owner':{'name':'N','email':'a@b.c','x':'x'}}          | 400 | owner.x
            {'slug':'x1y','name':'N','owner':{'name':'N','email':'a@b.c'},'isolation':'SHARED'}  | 422 | isolation
            {'slug':'x1y','name':'N','owner':{'name':'N','email':'a@b.c'},'isolation':''}   | 422 | isolation
            {'slug':'x1y','name':'N','owner':{'name':'N','email':'a@b.c'},'isolation':0}    | 422 | isolation
            {'slug':'x1y','name':'N','owner':{'name':'N','email':'a@b.c'},'plan':1}         | 422 | plan
            {'slug':'X1Y','name':'N','owner':{'name':'N','email':'a@b.c'}}                  | 422 | slug
            {'slug':'platform','name':'N','owner':{'name':'N','email':'a@b.c'}}             | 422 | slug
            """)
    void namesTheFieldOfANewTenant(String body, int status, String field) {
        Answer refused = API.call("POST", "/v1/tenants")
                .as("operator")
                .json(body.replace('\'', '"'))
                .send()
                .expect(status);

        assertThat(refused.text("field")).isEqualTo(field);
    }

    /** Single quotes stand for double ones, and # for a backslash. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'owner':{'name':'N','email':'no'}                   | owner.email.malformed   | owner.email | name, an @, a domain
            'owner':{'name':'#u0000','email':'a@b.c'}           | owner.name.control_character | owner.name | contains NUL
            'owner':{'name':1,'email':'a@b.c'}                  | json.wrong_type         | owner.name  | is a text
            'owner':[]                                          | json.wrong_type         | owner       | of another type
            'owner':{'name':'N','name':'M','email':'a@b.c'}     | json.duplicate_member   | owner.name  | comes once
            'owner':{'name':'N','email':'a@b.c'},'isolation':1  | json.wrong_type | isolation   | one of shared, schema, database
            'owner':{'name':'N','email':'a@b.c'},'isolation':'' | json.wrong_type | isolation   | one of shared, schema, database
            'ownerAccess':'INVITATION'                          | json.wrong_type | ownerAccess | one of invitation, one_time_password
            """)
    void saysWhatIsWrongAndWhere(String members, String code, String field, String words) {
        String body = "{'slug':'x1y','name':'N'," + members + "}";

        Answer refused = API.call("POST", "/v1/tenants")
                .as("operator")
                .json(body.replace('\'', '"').replace('#', '\\'))
                .send();

        assertThat(refused.text("code")).as(refused.text()).isEqualTo(code);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(refused.text("detail")).contains(words);
    }

    @Test
    void saysThatABodyIsAnObject() {
        for (String body : new String[] {"[]", "1", "\"x\""}) {
            Answer refused = create(body.getBytes(StandardCharsets.UTF_8)).expect(422, "json.wrong_type");
            assertThat(refused.text("detail")).isEqualTo("The body is a JSON object.");
        }
    }

    static byte[][] notUtf8() {
        return new byte[][] {
            user(new byte[] {(byte) 0xC0, (byte) 0x80}), // NUL, overlong
            user(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}), // half a surrogate pair
            user(new byte[] {(byte) 0xFF}),
            user(new byte[] {(byte) 0xE2, (byte) 0x82}), // cut off
            user(new byte[] {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80}), // beyond Unicode
            user(new byte[] {0}),
            "{}".getBytes(StandardCharsets.UTF_16),
            "{}".getBytes(StandardCharsets.UTF_16LE)
        };
    }

    @ParameterizedTest
    @MethodSource("notUtf8")
    void refusesWhatIsNotUtf8(byte[] body) {
        create(body).expect(400, "body.malformed");
    }

    @Test
    void refusesAnEmptyBody() {
        create(new byte[] {}).expect(400, "body.missing");
        create("  \n".getBytes(StandardCharsets.UTF_8)).expect(400, "body.missing");
    }

    @Test
    void refusesDeepAndLongDocuments() {
        create("[".repeat(1_000).getBytes(StandardCharsets.UTF_8)).expect(400, "json.too_large");
        String deep = "{\"email\":" + "[".repeat(64) + "]".repeat(64) + "}";
        create(deep.getBytes(StandardCharsets.UTF_8)).expect(400, "json.too_large");
        create(("{\"email\":\"" + "a".repeat(200_000) + "\"}").getBytes(StandardCharsets.UTF_8))
                .expect(400, "json.too_large");
        assertThat(create(("{\"email\":" + "1".repeat(10_000) + "}").getBytes(StandardCharsets.UTF_8))
                        .status())
                .isIn(400, 422);
    }

    @Test
    void refusesObjectsOfMoreThanAThousandMembers() {
        create(members(BodyReader.MOST_MEMBERS)).expect(422, "email.missing");
        create(members(BodyReader.MOST_MEMBERS + 1)).expect(400, "json.too_large");
    }

    private static byte[] members(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"m" + number + "\":" + number)
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void refusesABodyOfMoreThanAMebibyte() {
        create(" ".repeat(BodyReader.MOST + 1).getBytes(StandardCharsets.UTF_8)).expect(413, "body.too_large");
    }

    @Test
    void countsTheBytesAfterInflation() throws IOException {
        byte[] bomb = gzip(" ".repeat(50 * BodyReader.MOST).getBytes(StandardCharsets.UTF_8));
        assertThat(bomb.length).isLessThan(BodyReader.MOST);

        API.call("POST", "/v1/users")
                .as("acme.owner")
                .header("Content-Encoding", "gzip")
                .json(bomb)
                .send()
                .expect(413, "body.too_large");
    }

    @Test
    void refusesABodyThatIsNotCompressedAsItSays() {
        Answer refused = API.call("POST", "/v1/users")
                .as("acme.owner")
                .header("Content-Encoding", "gzip")
                .json("{}")
                .send();

        assertThat(refused.status()).isIn(400, 415);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "application/xml, 415",
        "application/x-www-form-urlencoded, 415",
        "application/json;charset=utf-8, 422",
        "nonsense, 400"
    })
    void takesJsonOnly(String type, int status) {
        API.call("POST", "/v1/users")
                .as("acme.owner")
                .header("Content-Type", type)
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .send()
                .expect(status);
    }

    @Test
    void takesNoBodyWithoutAType() {
        API.call("POST", "/v1/users")
                .as("acme.owner")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .send()
                .expect(415, "body.unsupported_type");
    }

    @Test
    void refusesMembersWhereNoBodyIsNeeded() {
        String path = "/v1/users/00000000-0000-7000-8000-000000000000/disable";
        API.call("POST", path).as("acme.owner").json("{}").send().expect(404, "user.not_found");

        API.call("POST", path).as("acme.owner").json("{\"tenantId\":1}").send().expect(400, "tenant.not_accepted");
        API.call("POST", path).as("acme.owner").json("{\"x\":1}").send().expect(400, "json.unknown_member");
    }

    private static Answer create(byte[] body) {
        return API.call("POST", "/v1/users").as("acme.owner").json(body).send();
    }

    private static byte[] user(byte[] name) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"email\":\"a@b.c\",\"roles\":[\"VIEWER\"],\"name\":\"x".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(name);
        body.writeBytes("y\"}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
