/** What operators see and what runs by itself: health, metrics, housekeeping. */
@NullMarked
package io.tenancy.server.operations;

import org.jspecify.annotations.NullMarked;
