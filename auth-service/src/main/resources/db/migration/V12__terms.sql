-- The terms of the school that somebody agreed to by signing up, by their address. Null where it had none.
alter table registration add column terms text;
alter table account
  add column terms text,
  add column terms_accepted_at timestamptz,
  add check ((terms is null) = (terms_accepted_at is null));
