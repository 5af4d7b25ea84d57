/** What operators are told of the place of a tenant: whatever there lets tenants see each other, or keeps this one from being served. */
@NullMarked
package io.tenancy.core.examination;

import org.jspecify.annotations.NullMarked;
