/** Makes the OpenAPI document while the project is built. Not in the jar that runs by itself: swagger-core is not there. */
@NullMarked
package io.tenancy.server.api.openapi;

import org.jspecify.annotations.NullMarked;
