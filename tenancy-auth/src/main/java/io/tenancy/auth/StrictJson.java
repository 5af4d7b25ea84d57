package io.tenancy.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Reads the JSON of tokens and keys: one object in valid UTF-8, each member once, also inside. */
final class StrictJson {
    private StrictJson() {}

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if it is none; the message says why, and quotes nothing
     */
    static Map<String, Object> object(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return JsonUtil.parseJson(text);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        } catch (JoseException | RuntimeException e) {
            throw new IllegalArgumentException("it is not one JSON object of unique members", e);
        }
    }
}
