create table view (
  id     text primary key not null,
  record text not null,
  name   text generated always as (record ->> '$.name') virtual,
  case_id text generated always as (record ->> '$.filter.case') stored
    references "case" deferrable initially deferred,
  by_id  text not null generated always as (record ->> '$.by') stored
    references editor deferrable initially deferred
) strict;
create index view_case on view (case_id);
create index view_by on view (by_id);
