package org.homeroom.local;

import java.util.LinkedHashMap;
import java.util.Map;
import org.homeroom.embedded.Ports;

/// The TCP ports of one stack, all on the loopback interface.
///
/// @param gateway the one that people use
/// @param mailboxPage the page that shows the mails
public record StackPorts(
        int gateway,
        int auth,
        int chat,
        int signaling,
        int media,
        int sync,
        int gatewayManagement,
        int postgres,
        int kafka,
        int s3,
        int smtp,
        int mailboxPage) {
    public static final int DEFAULT_GATEWAY = 8080;

    /// So that none of the derived ports is privileged or past 65535.
    public static final int LOWEST_GATEWAY = 1100;

    public static final int HIGHEST_GATEWAY = 54000;

    /// The usual ports (8080 to 8085, 15432, 19092, …), all moved as far as the gateway's is from
    /// 8080, so that stacks whose gateways are ten apart run side by side.
    ///
    /// @param gateway from [#LOWEST_GATEWAY] to [#HIGHEST_GATEWAY]
    public static StackPorts from(int gateway) {
        if (gateway < LOWEST_GATEWAY || gateway > HIGHEST_GATEWAY) {
            throw new StackException(
                    "--port takes a number from %d to %d."
                            .formatted(LOWEST_GATEWAY, HIGHEST_GATEWAY));
        }
        var moved = gateway - DEFAULT_GATEWAY;
        return new StackPorts(
                gateway,
                8081 + moved,
                8082 + moved,
                8083 + moved,
                8084 + moved,
                8085 + moved,
                9000 + moved,
                15432 + moved,
                19092 + moved,
                19000 + moved,
                11025 + moved,
                8025 + moved);
    }

    /// Any free ports: for tests.
    public static StackPorts free() {
        return new StackPorts(
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free());
    }

    /// The ports of everything but the services, by the name of who listens there.
    Map<String, Integer> infrastructure() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("PostgreSQL", postgres);
        ports.put("Kafka", kafka);
        ports.put("the S3 server", s3);
        ports.put("the mailbox", smtp);
        ports.put("the mailbox page", mailboxPage);
        ports.put("the gateway's management", gatewayManagement);
        return ports;
    }
}
