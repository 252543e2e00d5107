create table snapshot (
  id        text primary key not null,
  record    text not null,
  source_id text not null generated always as (record ->> '$.source') stored
    references source deferrable initially deferred,
  by_id     text not null generated always as (record ->> '$.by') stored
    references editor deferrable initially deferred,
  blob      text not null generated always as (record ->> '$.bytes.blob') stored
) strict;
create index snapshot_source on snapshot (source_id);
create index snapshot_by on snapshot (by_id);
create index snapshot_blob on snapshot (blob);
