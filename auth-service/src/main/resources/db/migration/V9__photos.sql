-- Photos whose pictures are in the bucket, or are about to be. An account's `photo` is one of these.
create table photo (
  name text primary key,
  sent_at timestamptz not null
);

create index account_photo on account (photo) where photo is not null;
