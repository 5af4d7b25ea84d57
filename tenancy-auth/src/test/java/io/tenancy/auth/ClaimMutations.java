package io.tenancy.auth;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Payloads in which one claim is wrong. */
final class ClaimMutations {
    /** A text, a list, an object or a number. */
    private static final String VALUE = "(\"[^\"]*\"|\\[[^\\]]*\\]|\\{[^}]*}|[0-9]+)";

    private final TokenFixture fixture;
    private final String payload;
    private final BiConsumer<String, String> mutations;

    /** The claims that the token cannot be without. Without its act one of support would be one of a person. */
    private final List<String> names;

    private ClaimMutations(TokenFixture fixture, String payload, BiConsumer<String, String> mutations) {
        this.fixture = fixture;
        this.payload = payload;
        this.mutations = mutations;
        this.names = Stream.of(
                        "iss aud exp iat jti sub client_id tenant_id roles sid amr acr auth_time scope".split(" "))
                .filter(name -> payload.contains("\"" + name + "\":"))
                .toList();
    }

    /**
     * Makes them all of a good payload.
     *
     * @param mutations takes each with a name of its own
     */
    static void of(TokenFixture fixture, String payload, BiConsumer<String, String> mutations) {
        ClaimMutations all = new ClaimMutations(fixture, payload, mutations);
        all.changeTheClaims();
        all.changeTheIds();
        all.mixTheKinds();
        all.changeTheTexts();
        all.changeTheTimes();
    }

    private void changeTheClaims() {
        for (String name : names) {
            String claim = "\"" + name + "\":" + VALUE;
            mutations.accept("no " + name, payload.replaceFirst(claim, "\"x\":1"));
            for (String value : List.of(
                    "null", "true", "{}", "[]", "[[]]", "\"\"", "\" \"", "-1", "1.5", "[\"tenancy-api\",\"x\"]")) {
                if (!isGood(name, value)) {
                    mutations.accept(name + " is " + value, payload.replaceFirst(claim, "\"" + name + "\":" + value));
                }
            }
            mutations.accept(
                    name + " in capitals",
                    payload.replaceFirst("\"" + name + "\"", "\"" + name.toUpperCase(Locale.ROOT) + "\""));
            String whole = payload.replaceFirst(".*?(\"" + name + "\":" + VALUE + ").*", "$1");
            mutations.accept(name + " twice", payload.substring(0, payload.length() - 1) + "," + whole + "}");
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
            mutations.accept(name + " is " + other, payload.replace(begin + id, begin + other));
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
        mutations.accept("the claim " + name + " with " + value, changed);
    }

    private void changeTheTexts() {
        String issuer = fixture.settings.issuer();
        for (String other : List.of(
                issuer + "/",
                issuer.replaceFirst("^http", "https").replaceFirst("^httpss", "http"),
                issuer.replaceFirst("://.", "://X"),
                issuer + ".evil.example",
                issuer + " ")) {
            mutations.accept("iss " + other, payload.replace("\"" + issuer + "\"", "\"" + other + "\""));
        }
        String aud = fixture.settings.audience();
        for (String audience : List.of(
                "[\"" + aud + "\"]", "[]", "\"X" + aud + "\"", "\"" + aud + " \"", "\"" + aud + "-x\"", "[null]")) {
            mutations.accept("aud " + audience, payload.replace("\"aud\":\"" + aud + "\"", "\"aud\":" + audience));
        }
        for (String roles : List.of(
                "[1]", "[null]", "[\"OWNER\",1]", "[[\"OWNER\"]]", "\"OWNER\"", "{\"OWNER\":true}", "[\"A\",\"A\"]")) {
            mutations.accept("roles " + roles, payload.replace("[\"ADMIN\",\"OWNER\"]", roles));
        }
        mutations.accept(
                "client_id of another", payload.replaceFirst("\"client_id\":\"[^\"]*\"", "\"client_id\":\"other\""));
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
            mutations.accept("exp " + value, payload.replace(exp, "\"exp\":" + value));
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
            mutations.accept("iat " + value, payload.replace(iat, "\"iat\":" + value));
        }
        for (String value :
                List.of(String.valueOf(now + 31), "\"" + now + "\"", now + ".0", "null", "-1", "true", "1e400")) {
            mutations.accept("nbf " + value, payload.replace(iat, iat + ",\"nbf\":" + value));
        }
        mutations.accept(
                "expired before it was issued",
                payload.replace(exp, "\"exp\":" + (now - 20)).replace(iat, "\"iat\":" + (now - 10)));
    }
}
