/** How much of the server a tenant, a person, a program or an address may use in a time, and a tenant at once. */
package io.tenancy.core.ratelimit;
