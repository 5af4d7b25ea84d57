package io.tenancy.server.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The operation, or each of the resource, is deprecated: its answers say so by {@code Deprecation} (RFC 9745) and
 * {@code Sunset} (RFC 8594), and its description in the OpenAPI document does. Days are those of UTC.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Deprecation {
    /** Since when, or from when on, it is deprecated, as {@code 2027-01-31}. */
    String since();

    /** When it stops to answer, not before it is deprecated; empty while nobody knows. */
    String sunset() default "";

    /** Where people read what to use instead, as {@code https://docs.example.org/v2}; empty if nowhere. */
    String link() default "";
}
