/// How settings are read and checked: by converters, which name the setting that is wrong and cost
/// the start nothing (ADR 40).
@NullMarked
package org.homeroom.platform.config;

import org.jspecify.annotations.NullMarked;
