package org.homeroom.platform.test;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/// On a `@QuarkusTest`: the service finds a real PostgreSQL, a real Kafka and the keys of
/// [TestTokens]. They start once in a JVM, whatever number of test classes and profiles there is.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(RealInfrastructure.Manager.class)
public @interface RealInfrastructure {
    /// The service's database, made if it is not there; empty for a service that has none.
    String database() default "";

    /// Whether each test begins only when the service says that it is ready. Not for tests of a
    /// service that cannot be.
    boolean ready() default true;

    /// Waits before each test until the service has caught up with Kafka, for it refuses whoever
    /// comes earlier.
    final class WhenReady implements QuarkusTestBeforeEachCallback {
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        @Override
        public void beforeEach(QuarkusTestMethodContext context) {
            var needs =
                    outermost(context.getTestInstance()).getAnnotation(RealInfrastructure.class);
            if (needs != null && needs.ready()) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .until(WhenReady::isReady);
            }
        }

        /// Not by RestAssured, which learns of the address only after this.
        private static boolean isReady() throws IOException {
            var address = ConfigProvider.getConfig().getValue("test.url", URI.class);
            var probe =
                    (HttpURLConnection) address.resolve("/q/health/ready").toURL().openConnection();
            return probe.getResponseCode() == 200;
        }

        private static Class<?> outermost(Object test) {
            var type = test.getClass();
            while (type.getEnclosingClass() != null) {
                type = type.getEnclosingClass();
            }
            return type;
        }
    }

    final class Manager
            implements QuarkusTestResourceConfigurableLifecycleManager<RealInfrastructure> {
        private String database = "";

        @Override
        public void init(RealInfrastructure annotation) {
            database = annotation.database();
        }

        @Override
        public Map<String, String> start() {
            var config = new HashMap<String, String>();
            config.put("HOMEROOM_KAFKA", SharedServers.kafka());
            config.put("HOMEROOM_JWKS_URL", SharedServers.jwks());
            if (!database.isEmpty()) {
                config.put("HOMEROOM_DB_URL", SharedServers.database(database));
                config.put("HOMEROOM_DB_USER", database);
                config.put("HOMEROOM_DB_PASSWORD", database);
            }
            return config;
        }

        @Override
        public void stop() {
            // The servers are shared and stop with the JVM.
        }
    }
}
