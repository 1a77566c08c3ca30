package org.homeroom.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to start, and where.
///
/// @param root the checkout, whose built services are run
/// @param home the folder of everything that is kept; null for a temporary one
/// @param ports where everything listens
/// @param fresh whether to wipe `home` first
/// @param training whether the JVMs write their start caches (JEP 514) when they end
/// @param services which of the suite to start
/// @param replicas further replicas, by service: 1 means two in all
/// @param environment further variables for every service
/// @param minimumFreeMegabytes of the disk that holds `home`; with less the stack does not start
public record StackOptions(
        Path root,
        @Nullable Path home,
        StackPorts ports,
        boolean fresh,
        boolean training,
        Set<Service> services,
        Map<Service, Integer> replicas,
        Map<String, String> environment,
        long minimumFreeMegabytes) {
    /// PostgreSQL's programs and write-ahead log, Kafka's indexes and a term's worth of logs fit in
    /// it.
    private static final long ENOUGH_MEGABYTES = 1024;

    public StackOptions {
        services = Set.copyOf(services);
        replicas = Map.copyOf(replicas);
        environment = Map.copyOf(environment);
    }

    /// The suite at the usual ports, with its data in `.homeroom` under the checkout.
    public static StackOptions in(Path root) {
        return new StackOptions(
                root,
                root.resolve(".homeroom"),
                StackPorts.from(StackPorts.DEFAULT_GATEWAY),
                false,
                false,
                EnumSet.allOf(Service.class),
                Map.of(),
                Map.of(),
                ENOUGH_MEGABYTES);
    }

    /// The suite at any free ports, with its data in a folder that is deleted at the end: for
    /// tests.
    public static StackOptions temporary() {
        return in(checkout()).home(null).ports(StackPorts.free());
    }

    /// The checkout that the working directory is in.
    public static Path checkout() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("homeroom"))
                    && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new StackException("This is not run inside a checkout of Homeroom.");
    }

    public StackOptions home(@Nullable Path home) {
        return new StackOptions(
                root,
                home,
                ports,
                fresh,
                training,
                services,
                replicas,
                environment,
                minimumFreeMegabytes);
    }

    public StackOptions ports(StackPorts ports) {
        return new StackOptions(
                root,
                home,
                ports,
                fresh,
                training,
                services,
                replicas,
                environment,
                minimumFreeMegabytes);
    }

    public StackOptions fresh(boolean fresh) {
        return new StackOptions(
                root,
                home,
                ports,
                fresh,
                training,
                services,
                replicas,
                environment,
                minimumFreeMegabytes);
    }

    StackOptions inTraining() {
        return new StackOptions(
                root,
                home,
                ports,
                fresh,
                true,
                services,
                replicas,
                environment,
                minimumFreeMegabytes);
    }

    StackOptions services(Set<Service> services) {
        return new StackOptions(
                root,
                home,
                ports,
                fresh,
                training,
                services,
                replicas,
                environment,
                minimumFreeMegabytes);
    }

    StackOptions minimumFreeMegabytes(long minimum) {
        return new StackOptions(
                root, home, ports, fresh, training, services, replicas, environment, minimum);
    }

    /// Adds `more` replicas of a service (its module's name, not the gateway's), each on a free
    /// port, named `chat-service-2` and so on.
    public StackOptions replica(String module, int more) {
        var all = new HashMap<>(replicas);
        all.merge(serviceNamed(module), more, Integer::sum);
        return new StackOptions(
                root,
                home,
                ports,
                fresh,
                training,
                services,
                all,
                environment,
                minimumFreeMegabytes);
    }

    /// Sets a variable in the environment of every service.
    public StackOptions environment(String name, String value) {
        var all = new HashMap<>(environment);
        all.put(name, value);
        return new StackOptions(
                root, home, ports, fresh, training, services, replicas, all, minimumFreeMegabytes);
    }

    /// The chosen services in their order.
    List<Service> servicesInOrder() {
        return Arrays.stream(Service.values()).filter(services::contains).toList();
    }

    private static Service serviceNamed(String module) {
        return Arrays.stream(Service.values())
                .filter(service -> service != Service.GATEWAY && service.module().equals(module))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no service with replicas: " + module));
    }
}
