/** The Domain Name System, asked by the JDK's own client. */
@NullMarked
package io.tenancy.server.dns;

import org.jspecify.annotations.NullMarked;
