-- What happened to the security of accounts. Rows outlive their account, which is known here by its id alone.
create table security_event (
  id uuid primary key,
  at timestamptz not null,
  kind text not null,
  account_id uuid,
  browser text,
  system text,
  place text,
  detail jsonb not null
);

-- Ids are in the order of time (UUIDv7): the latest first is an index backwards.
create index security_event_account on security_event (account_id, id);
create index security_event_kind on security_event (kind, id);
-- Which kinds of device an account has been used on.
create index security_event_signed_in on security_event (account_id, browser, system) where kind = 'signed-in';
create index security_event_at on security_event (at);

-- Append-only, whatever the service does by mistake: nothing changes a row, and nothing drops one that is younger than
-- 30 days, which is the shortest time that an installation may keep them for.
create function refuse_change_of_security_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '30 days' then
    return old;
  end if;
  raise exception 'security events are only ever added' using errcode = 'restrict_violation';
end
$$;

create trigger security_event_row_stays before update or delete on security_event
  for each row execute function refuse_change_of_security_event();
create trigger security_event_table_stays before truncate on security_event
  for each statement execute function refuse_change_of_security_event();
