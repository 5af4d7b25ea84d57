package io.tenancy.server.api;

/** The attributes of a request by which others than the API know it. */
public final class RequestNotes {
    public static final String REQUEST_ID = RequestFrame.REQUEST_ID;

    /** There once the access token has been verified. */
    public static final String TENANT_ID = RequestFrame.TENANT_ID;

    /** There where the request has come from a trusted proxy. */
    public static final String TRUSTED_PEER = "trusted_peer";

    private RequestNotes() {}
}
