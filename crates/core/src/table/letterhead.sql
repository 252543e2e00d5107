create table letterhead (
  id     text primary key not null,
  record text not null,
  name   text generated always as (record ->> '$.name') virtual
) strict;
