/** What a plan can include, and how a tenant is held to it. */
@NullMarked
package io.tenancy.core.entitlement;

import org.jspecify.annotations.NullMarked;
