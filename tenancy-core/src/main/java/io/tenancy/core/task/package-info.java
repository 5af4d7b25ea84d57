/** What the server does by itself, again and again: declared once, run by one node at a time or by each, and seen. */
@NullMarked
package io.tenancy.core.task;

import org.jspecify.annotations.NullMarked;
