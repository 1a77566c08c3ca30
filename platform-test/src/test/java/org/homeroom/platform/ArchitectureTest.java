package org.homeroom.platform;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.homeroom.platform.test.ArchitectureRules;

/// The rules of every service, as far as they can hold for what makes them hold: the platform is
/// the edge of all services, and time and chance come from it (ADR 25).
@AnalyzeClasses(
        packages = "org.homeroom.platform",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoFixtures.class})
class ArchitectureTest {
    /// What tests stand on has rules of its own.
    static final class NoFixtures implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/org/homeroom/platform/test/");
        }
    }

    @ArchTest
    static final ArchRule IT_KNOWS_NO_SERVICE = ArchitectureRules.SERVICES_SHARE_ONLY_THE_PLATFORM;

    @ArchTest static final ArchRule PACKAGES_ARE_CONCEPTS = ArchitectureRules.PACKAGES_ARE_CONCEPTS;

    @ArchTest static final ArchRule NO_FIELD_IS_INJECTED = ArchitectureRules.NO_FIELD_IS_INJECTED;

    @ArchTest static final ArchRule NOTHING_AWAITS = ArchitectureRules.NOTHING_AWAITS;

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = ArchitectureRules.PACKAGES_ARE_NULL_MARKED;
}
