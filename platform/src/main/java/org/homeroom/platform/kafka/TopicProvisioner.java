package org.homeroom.platform.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.homeroom.platform.event.Topic;
import org.jboss.logging.Logger;

/// Sees to it that the topics of the catalogue exist before anything reads or writes them.
///
/// A broker that is away does not stop a service from starting: it is asked again until it answers,
/// and the service reports not ready meanwhile.
@Singleton
final class TopicProvisioner {
    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final KafkaEdgeConfig config;
    private final CompletableFuture<Void> provisioned = new CompletableFuture<>();
    private final Thread worker;

    TopicProvisioner(KafkaClients clients, KafkaEdgeConfig config) {
        this.clients = clients;
        this.config = config;
        this.worker = Thread.ofVirtual().name("topic-provisioner").start(this::provision);
    }

    /// Completes when every topic is there; fails only when the service stops.
    CompletableFuture<Void> provisioned() {
        return provisioned;
    }

    private void provision() {
        var said = false;
        while (true) {
            try (var admin = clients.admin()) {
                ensure(admin);
                provisioned.complete(null);
                return;
            } catch (ExecutionException | TimeoutException | KafkaException away) {
                // A KafkaException where the broker's name does not resolve yet.
                if (!said) {
                    LOG.warnf("waiting for Kafka to have its topics: %s", away.getMessage());
                    said = true;
                }
            } catch (InterruptedException stopped) {
                provisioned.completeExceptionally(stopped);
                return;
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException stopped) {
                provisioned.completeExceptionally(stopped);
                return;
            }
        }
    }

    private void ensure(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        var millis = ANSWER_WITHIN.toMillis();
        var there = admin.listTopics().names().get(millis, TimeUnit.MILLISECONDS);
        var missing = Topic.all().stream().filter(topic -> !there.contains(topic.name())).toList();
        if (config.createTopics()) {
            create(admin, missing);
        } else if (!missing.isEmpty()) {
            throw new ExecutionException(
                    new IllegalStateException(
                            "topics are missing and homeroom.kafka.create-topics is off: "
                                    + missing.stream().map(Topic::name).toList()));
        }
    }

    private void create(Admin admin, List<Topic<?>> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted =
                missing.stream()
                        .map(topic ->
                                new NewTopic(
                                                topic.name(),
                                                topic.partitions(),
                                                (short) config.replicationFactor())
                                        .configs(topic.cleanUp().config()))
                        .toList();
        for (var created : admin.createTopics(wanted).values().values()) {
            try {
                created.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException failed) {
                // Another service starts at the same moment and was first.
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw failed;
                }
            }
        }
    }

    @PreDestroy
    void stop() {
        worker.interrupt();
    }
}
