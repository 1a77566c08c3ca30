-- A call as it stands. It stays for a day after its end, so that whatever comes late learns that it is over.
CREATE TABLE call (
    id uuid PRIMARY KEY,
    conversation_id uuid NOT NULL,
    caller_id uuid NOT NULL,
    callee_id uuid NOT NULL,
    video boolean NOT NULL,
    started_at timestamptz NOT NULL,
    revision bigint NOT NULL,
    -- while it rings
    rings_until timestamptz,
    waiting boolean NOT NULL,
    answered_at timestamptz,
    ended_at timestamptz,
    ending text CHECK (ending IN ('hung-up', 'lost', 'cancelled', 'declined', 'unanswered', 'busy')),
    ended_by uuid,
    -- where the two sit: the socket while the device can be reached, else since when not
    caller_device uuid NOT NULL,
    caller_replica uuid,
    caller_socket bigint,
    caller_away timestamptz,
    callee_device uuid,
    callee_replica uuid,
    callee_socket bigint,
    callee_away timestamptz,
    -- up to which revision Kafka has it, and when that was tried last
    told_revision bigint NOT NULL DEFAULT 0,
    tried_at timestamptz NOT NULL,
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (num_nonnulls(rings_until, ended_at) < 2)
);

CREATE UNIQUE INDEX call_of_conversation ON call (conversation_id) WHERE ended_at IS NULL;
CREATE INDEX call_of_caller ON call (caller_id) WHERE ended_at IS NULL;
CREATE INDEX call_of_callee ON call (callee_id) WHERE ended_at IS NULL;
CREATE INDEX call_begun ON call (caller_id, started_at);
CREATE INDEX call_untold ON call (tried_at) WHERE told_revision < revision;
CREATE INDEX call_over ON call (ended_at) WHERE ended_at IS NOT NULL;

-- Which replicas are at work. The seats at one that is not heard any more are empty.
CREATE TABLE replica (
    id uuid PRIMARY KEY,
    seen_at timestamptz NOT NULL
);
