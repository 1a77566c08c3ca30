/// Measures the suite as it ships. Every figure stands beside a limit measured in the same run, and
/// the load generator shares the machine: the figures are of both together.
@NullMarked
package org.homeroom.bench;

import org.jspecify.annotations.NullMarked;
