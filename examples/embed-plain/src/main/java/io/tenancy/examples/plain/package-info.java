/** Tenancy in a program without any framework. */
@NullMarked
package io.tenancy.examples.plain;

import org.jspecify.annotations.NullMarked;
