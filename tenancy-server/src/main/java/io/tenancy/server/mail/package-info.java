/** How messages reach people, and what they say. */
@NullMarked
package io.tenancy.server.mail;

import org.jspecify.annotations.NullMarked;
