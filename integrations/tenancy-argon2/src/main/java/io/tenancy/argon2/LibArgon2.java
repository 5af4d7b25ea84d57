package io.tenancy.argon2;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.tenancy.auth.Argon2;

/**
 * Argon2id by libargon2, the reference implementation (Debian and Ubuntu: {@code libargon2-1}, Alpine and macOS:
 * {@code argon2-libs}, {@code argon2}). It is looked for where the system looks for libraries, and in {@code jna.library.path}.
 * It computes on threads of its own, which on Linux give way to all others: who reads waits less while many sign in.
 */
public final class LibArgon2 implements Argon2 {
    private static final int VERSION_1_3 = 0x13;

    private final NativeLibrary library;
    private final Functions functions;
    private final PoliteThreads threads;

    /**
     * Loads the library.
     *
     * @throws UnsatisfiedLinkError where it is not installed, or native code cannot be loaded here
     */
    public LibArgon2() {
        // Distributions without files for developers have only the name with the version.
        this.library = NativeLibrary.getInstance(Platform.isLinux() ? "libargon2.so.1" : "argon2");
        this.functions = Native.load(library.getFile().getPath(), Functions.class);
        this.threads = PoliteThreads.here();
    }

    @Override
    public String name() {
        return "libargon2 (" + library.getFile() + ")";
    }

    @Override
    public byte[] tag(byte[] password, byte[] salt, int memory, int passes, int lanes, int length) {
        Cost cost = new Cost(memory, passes, lanes, length);
        return threads.compute(() -> tag(password, salt, new byte[0], new byte[0], cost));
    }

    /** The numbers of a tag, of which the last is its length. */
    record Cost(int memory, int passes, int lanes, int length) {}

    /** With all that RFC 9106 knows. */
    byte[] tag(byte[] password, byte[] salt, byte[] secret, byte[] associated, Cost cost) {
        int length = cost.length();
        Inputs inputs = new Inputs();
        try (Memory out = new Memory(length);
                Memory pwd = memory(password);
                Memory salted = memory(salt);
                Memory key = memory(secret);
                Memory data = memory(associated)) {
            inputs.out = out;
            inputs.outlen = length;
            inputs.pwd = pwd;
            inputs.pwdlen = password.length;
            inputs.salt = salted;
            inputs.saltlen = salt.length;
            inputs.secret = key;
            inputs.secretlen = secret.length;
            inputs.ad = data;
            inputs.adlen = associated.length;
            inputs.m_cost = cost.memory();
            inputs.t_cost = cost.passes();
            inputs.lanes = cost.lanes();
            inputs.threads = 1;
            inputs.version = VERSION_1_3;
            int code = functions.argon2id_ctx(inputs);
            pwd.clear();
            key.clear();
            if (code != 0) {
                throw new IllegalStateException(
                        "libargon2 computes no hash: " + functions.argon2_error_message(code) + ".");
            }
            return out.getByteArray(0, length);
        }
    }

    /** Memory of C with these bytes, and one more, because there is none without a byte. */
    private static Memory memory(byte[] bytes) {
        Memory memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }
}
