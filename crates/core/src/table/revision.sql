create table revision (
  id          text primary key not null,
  record      text not null,
  case_id     text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  document_id text not null generated always as (record ->> '$.document') stored
    references document deferrable initially deferred,
  number      integer not null generated always as (record ->> '$.number') stored
) strict;
create index revision_document on revision (document_id, number);
create index revision_case on revision (case_id);
