-- What a person tells of themselves, and who may find them.
alter table account
  add column status text not null default '',
  add column photo text,
  add column time_zone text,
  add column findable text not null default 'everyone';

alter table registration add column time_zone text;

-- Of a deleted account the row stays, without anything of its person: what they wrote elsewhere names its id.
alter table account
  add column deleted_at timestamptz,
  alter column email drop not null,
  alter column password_hash drop not null,
  add constraint account_deleted check (
    (deleted_at is null) = (email is not null) and (deleted_at is null) = (password_hash is not null));
