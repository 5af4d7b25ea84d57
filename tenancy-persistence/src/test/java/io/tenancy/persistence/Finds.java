package io.tenancy.persistence;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A test that plants what a check of the doctor finds, where that takes more than SQL. */
@Retention(RUNTIME)
@Target(METHOD)
@interface Finds {
    Check value();
}
