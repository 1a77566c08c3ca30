-- A session is also a device in its person's list, in the words of its last refresh.
alter table session
  add column browser text,
  add column system text,
  add column place text;

-- The outbox of `account-sessions`: committed with what it tells of, dropped when Kafka has it. As good as empty.
create table session_event (
  number bigint generated always as identity primary key,
  account_id uuid not null,
  session_id uuid,
  roles text[],
  at timestamptz not null,
  check ((session_id is null) <> (roles is null))
);
