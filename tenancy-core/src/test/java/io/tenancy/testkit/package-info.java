/**
 * The test kit: contracts that every adapter of a port proves itself by, stores in memory that pass them, and what it
 * takes to run the use cases in a test or without a database.
 */
@NullMarked
package io.tenancy.testkit;

import org.jspecify.annotations.NullMarked;
