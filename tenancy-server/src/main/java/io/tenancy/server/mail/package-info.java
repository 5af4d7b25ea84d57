/** How messages reach people where no mail server is set up. */
@NullMarked
package io.tenancy.server.mail;

import org.jspecify.annotations.NullMarked;
