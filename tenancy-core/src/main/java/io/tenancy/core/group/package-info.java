/** Groups of users, who have the roles of the group as long as they are in it. */
@NullMarked
package io.tenancy.core.group;

import org.jspecify.annotations.NullMarked;
