/** Answering resource servers what users and service accounts may do. */
@NullMarked
package io.tenancy.core.decision;

import org.jspecify.annotations.NullMarked;
