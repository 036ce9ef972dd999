package io.github.cameljirasync.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** The name of this process in the state store. */
public final class Node {

    private static final int UNIQUE_PART = 8;

    private Node() {
    }

    /**
     * A name that no other process has, also not the one before on this machine: leases are told apart by it.
     *
     * @param given how people know this process; empty for the name of the machine
     */
    public static String named(String given) {
        String name = given == null || given.isBlank() ? machine() : given.strip();
        return name + '-' + UUID.randomUUID().toString().substring(0, UNIQUE_PART);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // a machine without a name in the DNS is still told apart by the rest
            return "local";
        }
    }
}
