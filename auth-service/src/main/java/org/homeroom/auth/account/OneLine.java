package org.homeroom.auth.account;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text must be what a person may write about themselves.
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneLine.Validator.class)
@interface OneLine {
    Kind value();

    String message() default "is not as it must be";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    enum Kind {
        NAME,
        STATUS;

        Optional<String> faultOf(String text) {
            return switch (this) {
                case NAME -> PersonName.faultOf(text);
                case STATUS -> StatusLine.faultOf(text);
            };
        }
    }

    /// Says what is wrong; null is for others to refuse.
    final class Validator implements ConstraintValidator<OneLine, String> {
        private Kind kind = Kind.NAME;

        @Override
        public void initialize(OneLine constraint) {
            kind = constraint.value();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            var fault = text == null ? Optional.<String>empty() : kind.faultOf(text);
            fault.ifPresent(words -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(words).addConstraintViolation();
            });
            return fault.isEmpty();
        }
    }
}
