package org.homeroom.platform.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Makes Jackson keep the promise that the types make: a component of a record in a `@NullMarked`
/// package is required and not null, unless it says `@Nullable` (or is an `Optional`).
final class NullMarkedRecords extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return isNeverNull(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        return isNeverNull(member)
                ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                : JsonSetter.Value.empty();
    }

    private static boolean isNeverNull(Annotated member) {
        if (!(member instanceof AnnotatedParameter parameter)) {
            return false;
        }
        var owner = parameter.getDeclaringClass();
        // Only the canonical constructor: a @JsonCreator with other parameters speaks for itself.
        if (!owner.isRecord()
                || !owner.getPackage().isAnnotationPresent(NullMarked.class)
                || parameter.getOwner().getParameterCount() != owner.getRecordComponents().length) {
            return false;
        }
        var component = owner.getRecordComponents()[parameter.getIndex()];
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && component.getType() != Optional.class;
    }
}
