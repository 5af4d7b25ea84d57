/** What the jar can do besides serving, from the command line. */
@NullMarked
package io.tenancy.server.command;

import org.jspecify.annotations.NullMarked;
