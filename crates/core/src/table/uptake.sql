create table uptake (
  id          text primary key not null,
  record      text not null,
  case_id     text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  document_id text not null generated always as (record ->> '$.document') stored
    references document deferrable initially deferred,
  revision_id text not null generated always as (record ->> '$.revision') stored
    references revision deferrable initially deferred,
  claim_id    text generated always as (record ->> '$.became.claim') stored
    references claim deferrable initially deferred,
  source_id   text generated always as (record ->> '$.became.source') stored
    references source deferrable initially deferred,
  by_id       text not null generated always as (record ->> '$.decided_by') stored
    references editor deferrable initially deferred
) strict;
create index uptake_case on uptake (case_id);
create index uptake_document on uptake (document_id);
create index uptake_revision on uptake (revision_id);
create index uptake_claim on uptake (claim_id);
create index uptake_source on uptake (source_id);
create index uptake_by on uptake (by_id);
