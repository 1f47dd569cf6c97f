package io.github.postern;

import java.util.regex.Pattern;

/**
 * The variables that Kubernetes puts into the environment of a pod for each Service of its namespace (Kubernetes
 * documentation, "Service", environment variables): for one that is called postern-db, {@code POSTERN_DB_SERVICE_HOST},
 * {@code POSTERN_DB_PORT} and more. Name and value must both have the shape, so that a setting that is spelt wrong is
 * never taken for one.
 */
final class ServiceLinks {

    private static final String NAME = "POSTERN(?:_[A-Z0-9]+)*_";
    private static final String ADDRESS = "(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+|None)";
    private static final String PORT = "[0-9]{1,5}";
    private static final String URL = "(?i:tcp|udp|sctp)://\\[?" + ADDRESS + "]?:" + PORT;
    private static final String IN_PORT = NAME + "PORT_" + PORT + "_(?:TCP|UDP|SCTP)";
    /** A name, an equals sign, a value. */
    private static final Pattern LINK = Pattern.compile(NAME + "SERVICE_HOST=" + ADDRESS
            + "|" + NAME + "SERVICE_PORT(?:_[A-Z0-9_]+)?=" + PORT
            + "|" + NAME + "PORT=" + URL
            + "|" + IN_PORT + "=" + URL
            + "|" + IN_PORT + "_PROTO=(?i:tcp|udp|sctp)"
            + "|" + IN_PORT + "_PORT=" + PORT
            + "|" + IN_PORT + "_ADDR=" + ADDRESS);

    private ServiceLinks() {
    }

    /** Returns whether a variable is one of them. */
    static boolean isOne(String name, String value) {
        return LINK.matcher(name + "=" + value.strip()).matches();
    }
}
