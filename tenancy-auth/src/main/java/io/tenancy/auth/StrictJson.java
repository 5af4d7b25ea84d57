package io.tenancy.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Reads the JSON of tokens: one object in valid UTF-8, each member once, also inside. */
final class StrictJson {
    private StrictJson() {}

    static Map<String, Object> object(byte[] utf8, String what) throws Refused {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return JsonUtil.parseJson(text);
        } catch (CharacterCodingException e) {
            throw new Refused("the " + what + " is not UTF-8");
        } catch (JoseException e) {
            throw new Refused("the " + what + " is not one JSON object of unique members");
        }
    }
}
