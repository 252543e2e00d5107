create table source (
  id     text primary key not null,
  record text not null,
  title  text generated always as (record ->> '$.csl.title') virtual,
  document_id text generated always as (record ->> '$.document') stored,
  symbol text generated always as (record ->> '$.symbol') virtual,
  origin_id text generated always as (record ->> '$.origin') stored
    references source deferrable initially deferred
) strict;
create index source_document on source (document_id);
create index source_origin on source (origin_id);
