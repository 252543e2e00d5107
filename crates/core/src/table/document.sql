create table document (
  id      text primary key not null,
  record  text not null,
  case_id text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  title   text generated always as (record ->> '$.title') virtual
) strict;
create index document_case on document (case_id);
