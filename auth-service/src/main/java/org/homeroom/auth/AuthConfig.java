package org.homeroom.auth;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.homeroom.platform.config.WholeNumber;

/// Everything that an installation may set. A wrong value stops the start.
@ConfigMapping(prefix = "homeroom.auth")
public interface AuthConfig {
    /// Where people find this installation; see [PublicUrl].
    URI publicUrl();

    /// A folder of private keys: PKCS#8 PEM, EC P-256, the file's name without `.pem` being the
    /// key's id. The newest by name signs. The folder is looked at again and again: a new key is
    /// published at once and signs after `tokens.key-lead`, and `<key id>.revoked` beside a key
    /// makes it worthless. Beside them lie secrets, `<name>.secret`, of 32 bytes or more in Base64,
    /// under the newest of which second factors are sealed. Without a folder every start makes a
    /// new key, which only suits development: the production profile refuses to start.
    Optional<Path> signingKeys();

    /// Addresses whose accounts are administrators, from their beginning or from the next start on.
    /// Where none is named, the first account of all is one.
    Optional<List<String>> administrators();

    /// A table that says where IP addresses are: GeoLite2-City, DB-IP City, or another in that
    /// format. It is held in memory. Without one no place is known.
    Optional<Path> places();

    Tokens tokens();

    Passwords passwords();

    SecondFactor secondFactor();

    Registration registration();

    Links links();

    Mail mail();

    Tries tries();

    Audit audit();

    Photos photos();

    /// Access and refresh tokens.
    interface Tokens {
        /// How long an access token is good for, 15 minutes at most. A change of roles or the end
        /// of the session takes it back where Kafka is there to tell; not long, for where it is
        /// not.
        @WithDefault("10m")
        Duration accessLife();

        /// How long a new signing key is published before it signs: longer than it takes to reach
        /// the folder of every replica, and than the 5 minutes for which services keep the keys
        /// that they have fetched.
        @WithDefault("10m")
        Duration keyLead();

        /// A session that is not used for so long has ended.
        @WithDefault("30d")
        Duration idleLife();

        /// A session ends after this, however often it is used.
        @WithDefault("180d")
        Duration absoluteLife();

        /// How long the refresh token before the current one is answered again: longer than a lost
        /// answer takes to be asked for again, shorter than a thief needs.
        @WithDefault("10s")
        Duration grace();
    }

    /// Argon2id. The defaults are OWASP's (Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane).
    interface Passwords {
        @WithDefault("19456K")
        MemorySize memory();

        @WithDefault("2")
        @WithConverter(WholeNumber.Positive.class)
        int iterations();

        @WithDefault("1")
        @WithConverter(WholeNumber.Octet.class)
        int parallelism();

        /// Hashes at the same time; half the processors unless given, so that whoever is signed in
        /// already does not wait for those who sign in. Each holds a processor and `memory` while
        /// it runs.
        Optional<@WithConverter(WholeNumber.Positive.class) Integer> threads();

        /// Hashes that may wait for a thread; the next is answered `busy`. 64 of 40 ms on one
        /// thread wait 2.6 s.
        @WithDefault("64")
        @WithConverter(WholeNumber.Positive.class)
        int queue();

        /// A file of passwords that were found in leaks, as Pwned Passwords has it: a line for
        /// each, its SHA-1 and how often it was found, in order. Without one those are refused that
        /// are guessed quickly, and no others.
        Optional<Path> breached();
    }

    /// Codes beside the password.
    interface SecondFactor {
        /// Who must have one. Whoever must and has none sets it up when they sign in; sessions that
        /// were begun without one end when they are next refreshed.
        @WithDefault("nobody")
        Required required();

        /// How long a new one waits for its first code.
        @WithDefault("10m")
        Duration setupLife();

        enum Required {
            NOBODY,
            /// Teachers and administrators.
            STAFF,
            EVERYBODY
        }
    }

    /// Signing up: who may, and how long it may take.
    interface Registration {
        @WithDefault("open")
        Policy policy();

        /// The mail domains whose addresses may sign up, in any script; each stands for itself, not
        /// for those below it. To be given with the policy `domains`, and with no other.
        Optional<List<String>> domains();

        /// Where the school's terms of use can be read. Without them nobody agrees to any.
        Optional<URI> terms();

        /// How long the link in a mail works.
        @WithDefault("24h")
        Duration linkLife();

        /// How long a registration waits for its person (who may ask for fresh links) before it is
        /// forgotten.
        @WithDefault("7d")
        Duration keptFor();

        /// Who may sign up by themselves.
        enum Policy {
            OPEN,
            DOMAINS,
            /// Nobody, but who is to be the first administrator.
            CLOSED
        }
    }

    /// Links that are mailed to people who have an account.
    interface Links {
        /// How long the way to a new password is open.
        @WithDefault("30m")
        Duration resetLife();

        /// How long a new address may be proven.
        @WithDefault("24h")
        Duration emailLife();
    }

    /// Mail that we send.
    interface Mail {
        /// Between two mails to one address: nobody's mailbox can be flooded through us.
        @WithDefault("1m")
        Duration interval();

        /// How long the mail server may take over one mail.
        @WithDefault("30s")
        Duration timeout();

        /// Between the first and second try of a mail that failed; doubled with each further one,
        /// up to 64 times.
        @WithDefault("5s")
        Duration retry();

        /// A mail that could not be sent for so long is given up: its person has long asked again.
        @WithDefault("24h")
        Duration giveUpAfter();
    }

    /// Photos of people.
    interface Photos {
        /// The largest file that is taken. `homeroom.http.body-limits` refuses unread what is
        /// announced to be larger.
        @WithDefault("10M")
        MemorySize limit();

        /// How long the file may take to arrive.
        @WithDefault("2m")
        Duration uploadPatience();

        /// How long it may take to decode: several times what the largest does.
        @WithDefault("20s")
        Duration decodingPatience();

        /// Pictures that are decoded at the same time. Each may take 280 MB of heap while it is.
        @WithDefault("1")
        @WithConverter(WholeNumber.Positive.class)
        int threads();

        /// Pictures that may wait for a thread; the next is answered `busy`.
        @WithDefault("16")
        @WithConverter(WholeNumber.Positive.class)
        int queue();
    }

    /// The log of security events.
    interface Audit {
        /// How long an event is kept; 30 days or more.
        @WithDefault("365d")
        Duration keptFor();
    }

    /// How often a password may be tried and a form be sent.
    interface Tries {
        /// Forms from one client network, which may be that of a whole school. A good sign-in gives
        /// its try back.
        ClientRate perClient();

        /// Forms that have a mail sent to one address.
        MailRate mails();

        Passwords passwords();

        Codes codes();

        /// How long a browser is remembered from which somebody has signed in.
        @WithDefault("365d")
        Duration deviceKnownFor();

        interface ClientRate {
            /// At once.
            @WithDefault("200")
            @WithConverter(WholeNumber.Positive.class)
            int burst();

            /// One more after each.
            @WithDefault("1s")
            Duration refill();
        }

        interface MailRate {
            /// At once.
            @WithDefault("5")
            @WithConverter(WholeNumber.Positive.class)
            int burst();

            /// One more after each.
            @WithDefault("1m")
            Duration refill();
        }

        /// Wrong passwords in a row for one address: those from browsers that its person has used
        /// count each for itself, all others together.
        interface Passwords {
            /// Failures after which the next try has to wait.
            @WithDefault("5")
            @WithConverter(WholeNumber.Positive.class)
            int free();

            /// How long it has to wait then; twice as long after each further failure.
            @WithDefault("10s")
            Duration firstDelay();

            @WithDefault("15m")
            Duration longestDelay();

            /// Failures are forgotten when none has come for so long; also when the password was
            /// right.
            @WithDefault("24h")
            Duration forgottenAfter();
        }

        /// Wrong codes in a row for one account, counted as wrong passwords are. Three of a million
        /// codes are good at a time: with these delays somebody who knows the password guesses one
        /// within a year with a chance of less than one in 800 (ADR 13).
        interface Codes {
            @WithDefault("5")
            @WithConverter(WholeNumber.Positive.class)
            int free();

            @WithDefault("10s")
            Duration firstDelay();

            @WithDefault("24h")
            Duration longestDelay();

            /// Longer than the longest delay, or waiting would be worth it.
            @WithDefault("30d")
            Duration forgottenAfter();
        }
    }
}
