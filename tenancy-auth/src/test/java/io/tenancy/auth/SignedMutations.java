package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tokens in which one thing is wrong, and the signature right: only the holder of the key can make them. */
final class SignedMutations {
    private final TokenFixture fixture;
    private final String header;
    private final String payload;

    private final Map<String, String> all = new LinkedHashMap<>();

    private SignedMutations(TokenFixture fixture) {
        String[] parts =
                fixture.tokens.issue(fixture.claims("ADMIN", "OWNER")).reveal().split("\\.", -1);
        this.fixture = fixture;
        this.header = TokenFixture.text(parts[0]);
        this.payload = TokenFixture.text(parts[1]);
    }

    static Map<String, String> of(TokenFixture fixture) {
        SignedMutations mutations = new SignedMutations(fixture);
        mutations.changeTheHeader();
        mutations.changeTheType();
        mutations.changeTheAlgorithm();
        mutations.changeTheKeyName();
        mutations.retypeTheHeader();
        ClaimMutations.of(
                fixture, mutations.payload, (name, changed) -> mutations.sign(name, mutations.header, changed));
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
