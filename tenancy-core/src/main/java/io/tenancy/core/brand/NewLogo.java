package io.tenancy.core.brand;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The logo that a tenant is to have.
 *
 * @param image the bytes of a PNG or WebP, in base64 with or without padding
 */
public record NewLogo(String image) {
    public NewLogo(@Nullable String image) {
        this.image = Check.present("image", image);
    }

    Logo logo() {
        if (image.length() > Logo.MOST_BYTES * 2) {
            throw new Invalid("image", "image.too_long", "A logo has at most 64 KiB.");
        }
        try {
            return Logo.of(Base64.getDecoder().decode(image));
        } catch (IllegalArgumentException e) {
            throw (Invalid) new Invalid("image", "image.malformed", "The image is not base64.").initCause(e);
        }
    }

    @Override
    public String toString() {
        return "NewLogo[" + image.length() + " characters]";
    }
}
