/** What single users are given beside their roles, and what they may do in the end. */
@NullMarked
package io.tenancy.core.grant;

import org.jspecify.annotations.NullMarked;
