/** What people do with their accounts by mail: getting in again, showing that an address is theirs, finding accounts. */
@NullMarked
package io.tenancy.core.account;

import org.jspecify.annotations.NullMarked;
