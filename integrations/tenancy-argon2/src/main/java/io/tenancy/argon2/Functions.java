package io.tenancy.argon2;

import com.sun.jna.Library;

/** What is called of {@code argon2.h}, by its names. */
interface Functions extends Library {
    int argon2id_ctx(Inputs inputs);

    String argon2_error_message(int code);
}
