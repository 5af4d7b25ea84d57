package io.tenancy.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation is for every signed-in user. A program is refused, because what is somebody's own is no program's, unless it
 * holds the permission that is named for programs.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SignedIn {
    /** What a program needs; empty where the operation is for no program. */
    String programs() default "";
}
