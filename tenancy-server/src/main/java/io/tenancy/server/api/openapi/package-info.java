/** Makes the OpenAPI document while the project is built. Not in the jar: swagger-core is not there at run time. */
@NullMarked
package io.tenancy.server.api.openapi;

import org.jspecify.annotations.NullMarked;
