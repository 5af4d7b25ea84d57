package io.tenancy.auth;

public final class PublicHasher {}
