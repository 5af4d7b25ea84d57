package io.tenancy.argon2;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import org.jspecify.annotations.Nullable;

/** The {@code argon2_context} of {@code argon2.h}, by its names. */
@FieldOrder({
    "out",
    "outlen",
    "pwd",
    "pwdlen",
    "salt",
    "saltlen",
    "secret",
    "secretlen",
    "ad",
    "adlen",
    "t_cost",
    "m_cost",
    "lanes",
    "threads",
    "version",
    "allocate_cbk",
    "free_cbk",
    "flags"
})
public final class Inputs extends Structure {
    public @Nullable Pointer out;
    public int outlen;
    public @Nullable Pointer pwd;
    public int pwdlen;
    public @Nullable Pointer salt;
    public int saltlen;
    public @Nullable Pointer secret;
    public int secretlen;
    public @Nullable Pointer ad;
    public int adlen;
    public int t_cost;
    public int m_cost;
    public int lanes;
    public int threads;
    public int version;
    public @Nullable Pointer allocate_cbk;
    public @Nullable Pointer free_cbk;
    public int flags;
}
