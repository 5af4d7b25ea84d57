package io.tenancy.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The operation changes a thing in the state that {@code If-Match} names, and refuses with 412 in another. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ChecksVersion {
    /** Whether it refuses with 428 where there is no {@code If-Match}; {@code If-Match: *} says that any state will do. */
    boolean required() default true;
}
