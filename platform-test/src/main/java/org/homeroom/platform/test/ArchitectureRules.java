package org.homeroom.platform.test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/// The shape that every service keeps; each has an `ArchitectureTest` that includes these rules.
public final class ArchitectureRules {
    /// An edge does I/O and says so in its name; everything else is core.
    private static final List<String> EDGES =
            List.of(
                    "Resource",
                    "Socket",
                    "Consumer",
                    "Producer",
                    "Store",
                    "Client",
                    "Scheduler",
                    "Config",
                    "Entity",
                    "Route",
                    "Filter",
                    "Mailer");

    private ArchitectureRules() {}

    private static final DescribedPredicate<JavaClass> CORE =
            new DescribedPredicate<>("core (no role suffix of an edge)") {
                @Override
                public boolean test(JavaClass type) {
                    var outermost = type;
                    while (outermost.getEnclosingClass().isPresent()) {
                        outermost = outermost.getEnclosingClass().get();
                    }
                    var name = outermost.getSimpleName();
                    return !name.equals("package-info") && EDGES.stream().noneMatch(name::endsWith);
                }
            };

    /// Core is data and functions: it can be tested without a server, and read without knowing
    /// Quarkus.
    @ArchTest
    public static final ArchRule CORE_IS_PURE =
            noClasses()
                    .that(CORE)
                    .should(
                            dependOnClassesThat(
                                    resideInAPackage("io.quarkus..")
                                            .or(resideInAPackage("io.smallrye.mutiny.."))
                                            .or(resideInAPackage("io.vertx.."))
                                            .or(resideInAPackage("io.netty.."))
                                            .or(resideInAPackage("java.sql.."))
                                            .or(resideInAPackage("javax.sql.."))
                                            .or(resideInAPackage("jakarta.ws.rs.."))
                                            .or(resideInAPackage("jakarta.persistence.."))
                                            .or(resideInAPackage("org.hibernate.."))
                                            .or(resideInAPackage("org.apache.kafka.."))))
                    .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule SERVICES_SHARE_ONLY_THE_PLATFORM =
            slices().matching("org.homeroom.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            DescribedPredicate.alwaysTrue(),
                            resideInAPackage("org.homeroom.platform.."))
                    .allowEmptyShould(true);

    /// `conversation` and `message`, not `dto` and `util`.
    @ArchTest
    public static final ArchRule PACKAGES_ARE_CONCEPTS =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..dto..",
                            "..model..",
                            "..service..",
                            "..controller..",
                            "..repository..",
                            "..helper..",
                            "..impl..",
                            "..common..")
                    .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NO_FIELD_IS_INJECTED =
            noFields().should().beAnnotatedWith("jakarta.inject.Inject").allowEmptyShould(true);

    /// Time, identity and chance come from outside, or a test could not choose them.
    @ArchTest
    public static final ArchRule TIME_AND_CHANCE_ARE_INJECTED =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(Clock.class, "systemDefaultZone")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callConstructor(Random.class)
                    .allowEmptyShould(true);

    /// Waiting on an event loop stops everybody on it.
    @ArchTest
    public static final ArchRule NOTHING_AWAITS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait")
                    .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule PACKAGES_ARE_NULL_MARKED =
            classes()
                    .should(
                            new ArchCondition<>("be in a package that is @NullMarked") {
                                @Override
                                public void check(JavaClass type, ConditionEvents events) {
                                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        type,
                                                        type.getPackageName()
                                                                + " has no @NullMarked package-info"));
                                    }
                                }
                            })
                    .allowEmptyShould(true);
}
