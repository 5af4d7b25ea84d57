package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Tokens in which one thing is wrong, and the signature right: only the holder of the key can make them. */
final class SignedMutations {
    /** A text, a list, an object or a number. */
    private static final String VALUE = "(\"[^\"]*\"|\\[[^\\]]*\\]|\\{[^}]*}|[0-9]+)";

    private final TokenFixture fixture;
    private final String header;
    private final String payload;

    /** The claims that the token cannot be without. Without its act one of support would be one of a person. */
    private final List<String> names;

    private final Map<String, String> all = new LinkedHashMap<>();

    private SignedMutations(TokenFixture fixture) {
        String[] parts =
                fixture.tokens.issue(fixture.claims("ADMIN", "OWNER")).reveal().split("\\.", -1);
        this.fixture = fixture;
        this.header = TokenFixture.text(parts[0]);
        this.payload = TokenFixture.text(parts[1]);
        this.names = Stream.of(
                        "iss aud exp iat jti sub client_id tenant_id roles sid amr acr auth_time scope".split(" "))
                .filter(name -> payload.contains("\"" + name + "\":"))
                .toList();
    }

    static Map<String, String> of(TokenFixture fixture) {
        SignedMutations mutations = new SignedMutations(fixture);
        mutations.changeTheHeader();
        mutations.changeTheType();
        mutations.changeTheAlgorithm();
        mutations.changeTheKeyName();
        mutations.retypeTheHeader();
        mutations.changeTheClaims();
        mutations.changeTheIds();
        mutations.mixTheKinds();
        mutations.changeTheTexts();
        mutations.changeTheTimes();
        mutations.changeTheJson();
        return mutations.all;
    }

    private void add(String name, String mutant) {
        if (all.put(name, mutant) != null) {
            throw new IllegalStateException("Two mutations are named " + name);
        }
    }

    private void sign(String name, String header, String payload) {
        add(name, fixture.signed(header, payload));
    }

    private void changeTheHeader() {
        String jwk = fixture.keys.signer().kept().publicJwk();
        for (String extra : List.of(
                "\"jwk\":" + jwk,
                "\"jku\":\"https://evil.example/jwks\"",
                "\"x5u\":\"https://evil.example/cert\"",
                "\"x5c\":[\"MIIB\"]",
                "\"x5t\":\"AAAA\"",
                "\"x5t#S256\":\"AAAA\"",
                "\"crit\":[\"exp\"]",
                "\"crit\":[]",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"b64\":true",
                "\"zip\":\"DEF\"",
                "\"cty\":\"JWT\"",
                "\"enc\":\"A256GCM\"",
                "\"epk\":{}",
                "\"p2c\":1000000",
                "\"iss\":\"x\"",
                "\"\":1",
                "\"Alg\":\"ES256\"",
                "\"kid\":\"other\"",
                "\"alg\":\"ES256\"",
                "\"alg\":\"none\"",
                "\"typ\":\"JWT\"",
                "\"typ\":\"at+jwt\"")) {
            sign("header begins with " + extra, "{" + extra + "," + header.substring(1), payload);
            sign("header ends with " + extra, header.substring(0, header.length() - 1) + "," + extra + "}", payload);
        }
    }

    private void changeTheType() {
        for (String type : List.of(
                "JWT",
                "jwt",
                "at_jwt",
                "at+jwt ",
                " at+jwt",
                "",
                "application/jwt",
                "at+jwt;v=1",
                "applıcation/at+jwt",
                "text/at+jwt",
                "application/application/at+jwt",
                "logout+jwt",
                "dpop+jwt")) {
            sign("typ " + type, header.replace("at+jwt", type), payload);
        }
    }

    private void changeTheAlgorithm() {
        for (String algorithm : TokenMutations.others(fixture)) {
            String changed = header.replace("\"" + fixture.algorithm() + "\"", "\"" + algorithm + "\"");
            sign("alg " + algorithm, changed, payload);
        }
    }

    private void changeTheKeyName() {
        String kid = fixture.keys.signer().kid();
        for (String other : List.of(
                "",
                "unknown",
                kid + " ",
                kid.toLowerCase(Locale.ROOT),
                "../../dev/null",
                "' OR '1'='1",
                kid.substring(1),
                "\\u0000",
                new TokenFixture().keys.signer().kid())) {
            sign("kid " + other, header.replace(kid, other), payload);
        }
    }

    private void retypeTheHeader() {
        for (String name : List.of("alg", "kid", "typ")) {
            sign("no " + name, header.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"x\":1"), payload);
            for (String value : List.of("null", "1", "true", "[]", "[\"ES256\"]", "{}")) {
                sign(
                        name + " is " + value,
                        header.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":" + value),
                        payload);
            }
            sign(
                    "no " + name + " and no other",
                    header.replaceFirst("\"" + name + "\":\"[^\"]*\",?", "").replace(",}", "}"),
                    payload);
        }
        for (String whole :
                List.of("{}", "[]", "null", "1", "\"at+jwt\"", "", " ", "{", header + "}", "[" + header + "]")) {
            sign("header is " + whole, whole, payload);
        }
    }

    private void changeTheClaims() {
        for (String name : names) {
            String claim = "\"" + name + "\":" + VALUE;
            sign("no " + name, header, payload.replaceFirst(claim, "\"x\":1"));
            for (String value : List.of(
                    "null", "true", "{}", "[]", "[[]]", "\"\"", "\" \"", "-1", "1.5", "[\"tenancy-api\",\"x\"]")) {
                if (!isGood(name, value)) {
                    sign(name + " is " + value, header, payload.replaceFirst(claim, "\"" + name + "\":" + value));
                }
            }
            sign(
                    name + " in capitals",
                    header,
                    payload.replaceFirst("\"" + name + "\"", "\"" + name.toUpperCase(Locale.ROOT) + "\""));
            String whole = payload.replaceFirst(".*?(\"" + name + "\":" + VALUE + ").*", "$1");
            sign(name + " twice", header, payload.substring(0, payload.length() - 1) + "," + whole + "}");
        }
    }

    private static boolean isGood(String name, String value) {
        return switch (name) {
            case "roles" -> Set.of("[]", "[\"tenancy-api\",\"x\"]").contains(value);
            case "scope" -> Set.of("\"\"", "\" \"").contains(value);
            default -> false;
        };
    }

    private void changeTheIds() {
        for (String name : List.of("jti", "sub", "tenant_id", "sid")) {
            if (names.contains(name)) {
                changeTheId(name);
            }
        }
    }

    private void changeTheId(String name) {
        String begin = "\"" + name + "\":\"";
        String id = payload.substring(payload.indexOf(begin) + begin.length()).substring(0, 36);
        for (String other : List.of(
                id.toUpperCase(Locale.ROOT),
                "{" + id + "}",
                "urn:uuid:" + id,
                id.replace("-", ""),
                id.substring(1),
                id + " ",
                " " + id,
                "1-1-1-1-1",
                "*",
                "' OR '1'='1",
                id + "," + id)) {
            sign(name + " is " + other, header, payload.replace(begin + id, begin + other));
        }
    }

    /** What one kind of token must not have of another, and what it must not say of how somebody has signed in. */
    private void mixTheKinds() {
        String stranger = "01890a5d-ac96-774b-bcce-b302099a8fff";
        for (String act : List.of("{}", "\"" + stranger + "\"", "{\"sub\":\"" + stranger + "\"}", "[]", "null")) {
            claim("act", act);
        }
        claim("act", "{\"sub\":\"" + stranger + "\",\"act\":{\"sub\":\"" + stranger + "\"}}");
        if (!names.contains("scope")) {
            claim("scope", "\"user:read\"");
            claim("scope", "null");
            for (String methods : List.of(
                    "[\"mfa\"]",
                    "[\"pwd\",\"mfa\"]",
                    "[\"pwd\",\"otp\"]",
                    "[\"pwd\",\"otp\",\"mfa\"]",
                    "[\"pwd\",\"pwd\"]",
                    "[\"PWD\"]",
                    "[\"pwd\",1]",
                    "[\"face\"]",
                    "\"pwd\"")) {
                claim("amr", methods);
            }
            for (String level : List.of("\"aal2\"", "\"aal3\"", "\"AAL1\"", "1", "[\"aal1\"]")) {
                claim("acr", level);
            }
            for (String time : List.of("\"1772366400\"", "1772366400.0", "253402300800", "1e3")) {
                claim("auth_time", time);
            }
        } else {
            for (String scope :
                    List.of("\"*\"", "\"user\"", "\"user:\"", "\"user:read,user:write\"", "[\"user:read\"]", "1")) {
                claim("scope", scope);
            }
        }
    }

    /** Gives a claim another value, or one where the token has none. */
    private void claim(String name, String value) {
        String changed = names.contains(name) || payload.contains("\"" + name + "\":")
                ? payload.replaceFirst("\"" + name + "\":" + VALUE, "\"" + name + "\":" + value)
                : payload.substring(0, payload.length() - 1) + ",\"" + name + "\":" + value + "}";
        sign("the claim " + name + " with " + value, header, changed);
    }

    private void changeTheTexts() {
        String issuer = fixture.settings.issuer();
        for (String other : List.of(
                issuer + "/",
                issuer.replaceFirst("^http", "https").replaceFirst("^httpss", "http"),
                issuer.replaceFirst("://.", "://X"),
                issuer + ".evil.example",
                issuer + " ")) {
            sign("iss " + other, header, payload.replace("\"" + issuer + "\"", "\"" + other + "\""));
        }
        String aud = fixture.settings.audience();
        for (String audience : List.of(
                "[\"" + aud + "\"]", "[]", "\"X" + aud + "\"", "\"" + aud + " \"", "\"" + aud + "-x\"", "[null]")) {
            sign("aud " + audience, header, payload.replace("\"aud\":\"" + aud + "\"", "\"aud\":" + audience));
        }
        for (String roles : List.of(
                "[1]", "[null]", "[\"OWNER\",1]", "[[\"OWNER\"]]", "\"OWNER\"", "{\"OWNER\":true}", "[\"A\",\"A\"]")) {
            sign("roles " + roles, header, payload.replace("[\"ADMIN\",\"OWNER\"]", roles));
        }
        sign(
                "client_id of another",
                header,
                payload.replaceFirst("\"client_id\":\"[^\"]*\"", "\"client_id\":\"other\""));
    }

    private void changeTheTimes() {
        long now = fixture.clock.instant().getEpochSecond();
        String exp = "\"exp\":" + (now + 600);
        String iat = "\"iat\":" + now;
        for (String value : List.of(
                String.valueOf(now - 30),
                String.valueOf(now - 31),
                "0",
                "-1",
                String.valueOf(now) + ".5",
                (now + 600) + ".0",
                "1e12",
                "1e400",
                "\"" + (now + 600) + "\"",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999999",
                "-9223372036854775808",
                "253402300800",
                String.valueOf((now + 600) * 1_000_000),
                "NaN",
                "Infinity",
                "[" + (now + 600) + "]",
                "0x7fffffff")) {
            sign("exp " + value, header, payload.replace(exp, "\"exp\":" + value));
        }
        for (String value : List.of(
                String.valueOf(now + 31),
                String.valueOf(now + 601),
                "-1",
                "\"" + now + "\"",
                now + ".0",
                "9223372036854775807",
                "253402300800",
                "1e3")) {
            sign("iat " + value, header, payload.replace(iat, "\"iat\":" + value));
        }
        for (String value :
                List.of(String.valueOf(now + 31), "\"" + now + "\"", now + ".0", "null", "-1", "true", "1e400")) {
            sign("nbf " + value, header, payload.replace(iat, iat + ",\"nbf\":" + value));
        }
        sign(
                "expired before it was issued",
                header,
                payload.replace(exp, "\"exp\":" + (now - 20)).replace(iat, "\"iat\":" + (now - 10)));
    }

    private void changeTheJson() {
        for (String whole : List.of(
                "{}",
                "[]",
                "null",
                "",
                "1",
                "\"" + "x" + "\"",
                "{",
                payload + "x",
                payload + payload,
                payload.substring(0, payload.length() - 1),
                "[" + payload + "]",
                "\ufeff" + payload,
                "\u0000" + payload,
                "{\"claims\":" + payload + "}",
                "a=b&c=d",
                "<xml/>",
                payload.replace('"', '\''))) {
            sign("payload is " + whole, header, whole);
        }
        sign(
                "a thousand arrays",
                header,
                payload.replaceFirst("\\{", "{\"sub\":" + "[".repeat(1_000) + "]".repeat(1_000) + ","));
        sign("more than 8 KiB", header, payload.replaceFirst("\\{", "{\"filler\":\"" + "x".repeat(6_000) + "\","));
        sign("unclosed arrays", header, "{\"sub\":" + "[".repeat(3_000));
        sign("a member twice inside", header, payload.replaceFirst("\\{", "{\"x\":{\"a\":1,\"a\":2},"));
        sign("a member twice, once escaped", header, payload.replaceFirst("\\{", "{\"\\\\u0069ss\":\"x\","));
        byte[] latin = payload.replace("ADMIN", "K\u00fcche").getBytes(ISO_8859_1);
        String input = TokenFixture.encode(header.getBytes(UTF_8)) + "." + TokenFixture.encode(latin);
        byte[] signature = fixture.signature(input);
        add("payload in Latin-1", input + "." + TokenFixture.encode(signature));
    }
}
