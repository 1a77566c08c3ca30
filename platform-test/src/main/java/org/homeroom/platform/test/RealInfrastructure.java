package org.homeroom.platform.test;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;

/// On a `@QuarkusTest`: the service finds a real PostgreSQL, a real Kafka and the keys of
/// [TestTokens]. They start once in a JVM, whatever number of test classes and profiles there is.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(RealInfrastructure.Manager.class)
public @interface RealInfrastructure {
    /// The service's database, made if it is not there; empty for a service that has none.
    String database() default "";

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
