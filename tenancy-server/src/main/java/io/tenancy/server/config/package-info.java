/** What the environment says about a deployment, checked before anything starts. */
@NullMarked
package io.tenancy.server.config;

import org.jspecify.annotations.NullMarked;
