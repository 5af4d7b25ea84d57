/** The demo: the real server with an embedded PostgreSQL and three tenants to try. Nothing of it is for production. */
@NullMarked
package io.tenancy.demo;

import org.jspecify.annotations.NullMarked;
